"""Reading one contact."""

from typing import Any
from uuid import uuid4

from crm_contracts.customers.commands.contacts import LinkContact
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_accounts_that_one_may_not_see_are_left_out(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any, contact: Any
) -> None:
    ada = contact()
    for made in (account("Ours"), account("Theirs", by=colleague)):
        crm.do(LinkContact, manager, account_id=made["id"], contact_id=ada["id"])

    assert [each["account_name"] for each in crm.ask(GetContact, rep, contact_id=ada["id"])["accounts"]] == ["Ours"]
    assert len(crm.ask(GetContact, manager, contact_id=ada["id"])["accounts"]) == 2


def test_a_contact_that_is_not_there_is_not_found(crm: ServiceUnderTest, rep: Caller) -> None:
    with crm.refused(404, "not_found"):
        crm.ask(GetContact, rep, contact_id=uuid4())
