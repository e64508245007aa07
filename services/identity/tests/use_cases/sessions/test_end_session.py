"""Ending one session."""

from uuid import UUID

from crm_contracts.identity.session_commands import EndSession
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

    for who, session in ((colleague, others), (boss, others)):
        with crm.refused(404):
            crm.do(EndSession, who.caller, session_id=session["id"])
    crm.do(EndSession, boss.caller, session_id=theirs["id"])

    assert company.resolve(others["token"])
    with crm.refused(401):
        company.resolve(theirs["token"])


def test_what_is_not_there_cannot_end(company: Company, crm: ServiceUnderTest, unknown: UUID) -> None:
    with crm.refused(404):
        crm.do(EndSession, company.admin.caller, session_id=unknown)
