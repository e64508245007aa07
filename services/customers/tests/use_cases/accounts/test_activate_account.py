"""Taking up business again."""

from typing import Any

from crm_contracts.customers.commands.accounts import ActivateAccount, DeactivateAccount
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_inactive_account_becomes_active_again(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account()
    crm.do(DeactivateAccount, rep, account_id=made["id"], version=1)

    again = crm.do(ActivateAccount, rep, account_id=made["id"], version=2)

    assert (again["status"], again["version"]) == ("active", 3)
    assert [event["data"]["status"] for event in crm.events("customers.account.updated.v1")] == ["inactive", "active"]


def test_an_active_account_cannot_be_activated(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    with crm.refused(409, "illegal_transition") as problem:
        crm.do(ActivateAccount, rep, account_id=account()["id"], version=1)

    assert (problem["current"], problem["allowed"]) == ("active", ["deactivate"])
