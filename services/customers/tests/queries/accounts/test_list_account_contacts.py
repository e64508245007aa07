"""The contacts of an account."""

from typing import Any

from crm_contracts.customers.commands.contacts import LinkContact
from crm_contracts.customers.queries.accounts import ListAccountContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_they_come_by_name_page_by_page(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": name, "emails": [{"address": f"{name}@acme.de"}]} for name in ("zoe", "ada", "bob")])

    first = crm.ask(ListAccountContacts, rep, account_id=made["id"], limit=2)
    rest = crm.ask(ListAccountContacts, rep, account_id=made["id"], limit=2, cursor=first["next_cursor"])

    assert [row["full_name"] for row in first["data"] + rest["data"]] == ["ada", "bob", "zoe"]
    assert first["data"][0]["emails"][0]["address"] == "ada@acme.de"


def test_those_that_one_may_not_see_are_left_out(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any, contact: Any
) -> None:
    made, theirs = account(contacts=[{"full_name": "Ours"}]), contact("Theirs", by=colleague)
    crm.do(LinkContact, manager, account_id=made["id"], contact_id=theirs["id"])

    assert [row["full_name"] for row in crm.ask(ListAccountContacts, rep, account_id=made["id"])["data"]] == ["Ours"]
    assert len(crm.ask(ListAccountContacts, manager, account_id=made["id"])["data"]) == 2
    with crm.refused(404):
        crm.ask(ListAccountContacts, colleague, account_id=made["id"])
