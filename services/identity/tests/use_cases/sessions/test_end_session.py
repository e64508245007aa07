"""Ending one session."""

from uuid import UUID

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.queries import ListSessions
from crm_contracts.identity.session_commands import EndSession, EndSessions
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_one_ends_ones_own(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire()
    lost, kept = company.sign_in(person), company.sign_in(person)

    crm.do(EndSession, person.caller, session_id=lost["id"])

    with crm.refused(401):
        company.resolve(lost["token"])
    assert company.resolve(kept["token"])
    with crm.refused(404):
        crm.do(EndSession, person.caller, session_id=lost["id"])


def test_others_only_with_the_permission_and_as_far_as_it_goes(company: Company, crm: ServiceUnderTest) -> None:
    mine = company.team("Mine")
    colleague, stranger = company.hire(team_id=mine["id"]), company.hire(team_id=company.team("Other")["id"])
    boss = company.hire("identity.session.delete:subtree", team_id=mine["id"])
    theirs, others = company.sign_in(colleague), company.sign_in(stranger)

    for who in (colleague, boss):
        with crm.refused(404):
            crm.do(EndSession, who.caller, session_id=others["id"])
    crm.do(EndSession, boss.caller, session_id=theirs["id"])

    assert company.resolve(others["token"])
    with crm.refused(401):
        company.resolve(theirs["token"])


def test_what_is_not_there_cannot_end(company: Company, crm: ServiceUnderTest, unknown: UUID) -> None:
    with crm.refused(404):
        crm.do(EndSession, company.admin.caller, session_id=unknown)


def test_an_api_key_only_where_its_limits_say_so(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    session = company.sign_in(company.admin)

    def key(permission: str) -> Caller:
        made = crm.do(CreateApiKey, admin, name="k", limits=[{"permission": permission, "depth": "own"}])
        return Caller.from_json(company.resolve(made["token"])["caller"])

    with crm.refused(404):
        crm.do(EndSession, key("sales.*"), session_id=session["id"])
    with crm.refused(403):
        crm.do(EndSessions, key("sales.*"))
    assert crm.ask(ListSessions, key("sales.*"))["data"] == []
    crm.do(EndSession, key("identity.session.delete"), session_id=session["id"])
