"""Ending business with an account."""

from typing import Any

from crm_contracts.customers.commands.accounts import DeactivateAccount
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_there_is_no_more_business_with_an_inactive_account(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account()

    assert crm.do(DeactivateAccount, rep, account_id=made["id"], version=1)["status"] == "inactive"

    with crm.refused(409, "illegal_transition") as problem:
        crm.do(DeactivateAccount, rep, account_id=made["id"], version=2)
    assert problem["allowed"] == ["activate"]


def test_it_needs_a_right_of_its_own(crm: ServiceUnderTest, account: Any) -> None:
    made = account()

    with crm.refused(403):
        crm.do(DeactivateAccount, crm.person("customers.account.update:all"), account_id=made["id"], version=1)
