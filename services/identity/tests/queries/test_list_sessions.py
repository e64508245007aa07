"""Where one is signed in."""

from crm_contracts.identity.queries import ListSessions
from crm_contracts.identity.session_commands import EndSession
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company, rows


def test_ones_own_with_where_from_and_which_is_this(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire()
    elsewhere = company.sign_in(person, ip="198.51.100.7")
    caller = company.signed_in(person)

    found = crm.ask(ListSessions, caller)["data"]

    assert [(session["ip"], session["is_current"]) for session in found] == [("192.0.2.1", True), ("198.51.100.7", False)]
    assert found[1]["id"] == elsewhere["id"]
    assert found[0]["user_agent"] == "Tests/1.0"
    assert not any("token" in name or "hash" in name for name in found[0])


def test_what_has_ended_is_not_shown(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire()
    ended, expired = company.sign_in(person), company.sign_in(person)
    crm.do(EndSession, person.caller, session_id=ended["id"])
    rows("UPDATE sessions SET expires_at = now() WHERE id = %s", expired["id"])

    assert crm.ask(ListSessions, person.caller)["data"] == []


def test_others_only_as_far_as_the_permission_goes(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    mine = company.team("Mine")
    mate, stranger = company.hire(team_id=mine["id"]), company.hire(team_id=company.team("Other")["id"])
    boss = company.hire("identity.session.read:team", team_id=mine["id"])
    for person in (mate, stranger, boss):
        company.sign_in(person)

    def owners(caller: Caller) -> set[str]:
        return {session["owner_id"] for session in crm.ask(ListSessions, caller)["data"]}

    assert owners(mate.caller) == {mate.id}
    assert owners(boss.caller) == {mate.id, boss.id}
    assert owners(admin) == {mate.id, stranger.id, boss.id}
