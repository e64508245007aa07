"""Going on under a fresh token."""

import datetime as dt

import pytest

from crm_contracts.identity.session_commands import RenewSession
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company, rows


@pytest.fixture
def token(company: Company) -> str:
    answer: str = company.sign_in(company.admin)["token"]
    return answer


def caller_of(company: Company, token: str) -> Caller:
    return Caller.from_json(company.resolve(token)["caller"])


def set_back(crm: ServiceUnderTest, column: str, back: dt.timedelta) -> None:
    """Let time pass for the tenant's sessions."""
    rows(f"UPDATE sessions SET {column} = {column} - %s WHERE tenant_id = %s", back, crm.tenant_id)


def test_the_session_goes_on_under_another_token(company: Company, crm: ServiceUnderTest, token: str) -> None:
    before = caller_of(company, token)
    set_back(crm, "expires_at", dt.timedelta(hours=11))

    answer = crm.do(RenewSession, before)

    assert answer["token"] != token
    assert answer["id"] == str(before.session_id)
    assert dt.datetime.fromisoformat(answer["expires_at"]) > dt.datetime.now(dt.UTC) + dt.timedelta(hours=11)
    assert caller_of(company, answer["token"]) == before


def test_the_old_token_is_good_for_a_minute_more(company: Company, crm: ServiceUnderTest, token: str) -> None:
    crm.do(RenewSession, caller_of(company, token))
    assert company.resolve(token)

    set_back(crm, "previous_until", dt.timedelta(seconds=61))

    with crm.refused(401):
        company.resolve(token)


def test_after_thirty_days_one_signs_in_again(company: Company, crm: ServiceUnderTest, token: str) -> None:
    caller = caller_of(company, token)
    set_back(crm, "created_at", dt.timedelta(days=29, hours=20))
    answer = crm.do(RenewSession, caller)
    assert dt.datetime.fromisoformat(answer["expires_at"]) < dt.datetime.now(dt.UTC) + dt.timedelta(hours=5)

    set_back(crm, "created_at", dt.timedelta(hours=4))

    with crm.refused(401):
        crm.do(RenewSession, caller)


def test_only_a_session_can_go_on(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    with crm.refused(403):
        crm.do(RenewSession, admin)
