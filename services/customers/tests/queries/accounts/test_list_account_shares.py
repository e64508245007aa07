"""Whom a record is shared with."""

from typing import Any

from crm_contracts.customers.commands.accounts import ShareAccount
from crm_contracts.customers.queries.accounts import ListAccountShares
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_shares_are_listed_to_those_who_see_the_record(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any
) -> None:
    made, stranger = account(), crm.person("*:own", team="/1/9/")
    shares = [
        crm.do(ShareAccount, rep, account_id=made["id"], grantee_kind="user", grantee_id=each.user_id)
        for each in (colleague, manager)
    ]

    assert crm.ask(ListAccountShares, rep, account_id=made["id"])["data"] == shares
    with crm.refused(404):
        crm.ask(ListAccountShares, stranger, account_id=made["id"])
