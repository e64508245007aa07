"""Ending all sessions of a user."""

from crm_contracts.identity.session_commands import EndSessions
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_all_of_ones_own_end_or_all_but_this(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire()
    here, elsewhere = company.sign_in(person)["token"], company.sign_in(person)["token"]
    caller = Caller.from_json(company.resolve(here)["caller"])

    crm.do(EndSessions, caller, keep_current=True)
    assert company.resolve(here)
    with crm.refused(401):
        company.resolve(elsewhere)

    crm.do(EndSessions, caller)
    with crm.refused(401):
        company.resolve(here)


def test_somebody_elses_only_with_the_permission(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person, other = company.hire(), company.hire()
    token = company.sign_in(person)["token"]

    with crm.refused(403):
        crm.do(EndSessions, other.caller, user_id=person.id)
    assert company.resolve(token)
    crm.do(EndSessions, admin, user_id=person.id)

    with crm.refused(401):
        company.resolve(token)
