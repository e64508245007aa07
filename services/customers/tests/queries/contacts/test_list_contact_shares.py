"""Whom a record is shared with."""

from typing import Any

from crm_contracts.customers.commands.contacts import ShareContact
from crm_contracts.customers.queries.contacts import ListContactShares
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_shares_are_listed_to_those_who_see_the_record(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, contact: Any
) -> None:
    made, stranger = contact(), crm.person("*:own", team="/1/9/")
    shares = [
        crm.do(ShareContact, rep, contact_id=made["id"], grantee_kind="user", grantee_id=each.user_id)
        for each in (colleague, manager)
    ]

    assert crm.ask(ListContactShares, rep, contact_id=made["id"])["data"] == shares
    with crm.refused(404):
        crm.ask(ListContactShares, stranger, contact_id=made["id"])
