"""Ending shares of contacts."""

from typing import Any

from crm_contracts.customers.commands.contacts import ShareContact, UnshareContact
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_is_not_shared_any_more_is_out_of_sight(crm: ServiceUnderTest, rep: Caller, colleague: Caller, contact: Any) -> None:
    ada = contact()
    share = crm.do(ShareContact, rep, contact_id=ada["id"], grantee_kind="user", grantee_id=colleague.user_id)

    crm.do(UnshareContact, rep, contact_id=ada["id"], share_id=share["id"])

    with crm.refused(404):
        crm.ask(GetContact, colleague, contact_id=ada["id"])
    with crm.refused(404):
        crm.do(UnshareContact, rep, contact_id=ada["id"], share_id=share["id"])
    write_golden(crm.events("customers.contact.unshared.v1")[0])
