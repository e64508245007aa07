"""One user."""

from uuid import UUID

from crm_contracts.identity.queries import GetUser
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_a_colleague_is_shown_without_anything_secret(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire("identity.user.read:all")

    shown = crm.ask(GetUser, person.caller, user_id=company.admin.id)

    assert shown["email"] == company.admin.email
    assert not any("password" in name for name in shown if name != "must_change_password")


def test_each_depth_reaches_so_far(company: Company, crm: ServiceUnderTest) -> None:
    mine = company.team("Mine")
    below, other = company.team("Below", below=mine), company.team("Other")
    mate, junior, stranger = (company.hire(team_id=team["id"]) for team in (mine, below, other))

    def reached(depth: str) -> list[bool]:
        me = company.hire(f"identity.user.read:{depth}", team_id=mine["id"])
        replies = [crm.call(GetUser, me.caller, user_id=one.id) for one in (me, mate, junior, stranger)]
        return ["result" in reply for reply in replies]

    assert reached("own") == [True, False, False, False]
    assert reached("team") == [True, True, False, False]
    assert reached("subtree") == [True, True, True, False]
    assert reached("all") == [True, True, True, True]


def test_what_is_not_there_and_what_another_tenant_has_look_alike(crm: ServiceUnderTest, admin: Caller, unknown: UUID) -> None:
    for user_id in (unknown, Company(crm).admin.id):
        with crm.refused(404):
            crm.ask(GetUser, admin, user_id=user_id)
