"""Ending shares of accounts."""

from typing import Any

import pytest

from crm_contracts.customers.commands.accounts import ShareAccount, UnshareAccount
from crm_contracts.customers.queries.accounts import GetAccount, ListAccountShares
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


@pytest.fixture
def made(account: Any) -> dict[str, Any]:
    made: dict[str, Any] = account(contacts=[{"full_name": "Ada"}])
    return made


@pytest.fixture
def share(crm: ServiceUnderTest, rep: Caller, colleague: Caller, made: dict[str, Any]) -> dict[str, Any]:
    terms = {"grantee_kind": "user", "grantee_id": colleague.user_id, "with_children": True}
    share: dict[str, Any] = crm.do(ShareAccount, rep, account_id=made["id"], **terms)
    return share


def test_what_is_not_shared_any_more_is_out_of_sight(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, made: dict[str, Any], share: dict[str, Any]
) -> None:
    crm.do(UnshareAccount, rep, account_id=made["id"], share_id=share["id"], with_children=True)

    assert crm.ask(ListAccountShares, rep, account_id=made["id"])["data"] == []
    with crm.refused(404):
        crm.ask(GetAccount, colleague, account_id=made["id"])
    with crm.refused(404):
        crm.ask(GetContact, colleague, contact_id=made["contacts"][0]["contact_id"])
    (event,) = crm.events("customers.account.unshared.v1")
    assert event["data"]["share_id"] == share["id"]
    write_golden(event)


def test_the_contacts_stay_shared_where_that_is_wished(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, made: dict[str, Any], share: dict[str, Any]
) -> None:
    crm.do(UnshareAccount, rep, account_id=made["id"], share_id=share["id"])

    assert crm.ask(GetContact, colleague, contact_id=made["contacts"][0]["contact_id"])["full_name"] == "Ada"


def test_a_share_of_another_account_is_not_found(crm: ServiceUnderTest, rep: Caller, account: Any, share: dict[str, Any]) -> None:
    with crm.refused(404):
        crm.do(UnshareAccount, rep, account_id=account("Other")["id"], share_id=share["id"])
