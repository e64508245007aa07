"""Showing contacts to others."""

from typing import Any

from crm_contracts.customers.commands.contacts import ShareContact
from crm_contracts.customers.queries.contacts import GetContact, ListContactShares
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_colleague_sees_a_contact_that_was_shared(crm: ServiceUnderTest, rep: Caller, colleague: Caller, contact: Any) -> None:
    ada = contact()

    share = crm.do(ShareContact, rep, contact_id=ada["id"], grantee_kind="user", grantee_id=colleague.user_id)

    assert crm.ask(GetContact, colleague, contact_id=ada["id"])["id"] == ada["id"]
    assert crm.ask(ListContactShares, rep, contact_id=ada["id"])["data"] == [share]
    write_golden(crm.events("customers.contact.shared.v1")[0])
