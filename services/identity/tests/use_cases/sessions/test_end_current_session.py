"""Signing out."""

from crm_contracts.identity.session_commands import EndCurrentSession
from crm_kit.caller import NOBODY, Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_the_token_opens_nothing_any_more_and_others_do(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire()
    here, elsewhere = company.sign_in(person)["token"], company.sign_in(person)["token"]

    crm.do(EndCurrentSession, Caller.from_json(company.resolve(here)["caller"]))

    with crm.refused(401):
        company.resolve(here)
    assert company.resolve(elsewhere)


def test_nobody_cannot_sign_out(crm: ServiceUnderTest) -> None:
    with crm.refused(401):
        crm.do(EndCurrentSession, Caller(tenant_id=NOBODY, user_id=NOBODY))
