"""Reading one account."""

from typing import Any
from uuid import uuid4

from sqlalchemy import event

from crm_contracts.customers.queries.accounts import GetAccount
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_primary_contact_comes_first_then_the_others_by_name(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": "Zoe"}, {"full_name": "Bob"}, {"full_name": "Ada"}])

    contacts = crm.ask(GetAccount, rep, account_id=made["id"])["contacts"]

    assert [contact["full_name"] for contact in contacts] == ["Zoe", "Ada", "Bob"]


def test_contacts_that_one_may_not_see_are_left_out(crm: ServiceUnderTest, account: Any) -> None:
    made = account(contacts=[{"full_name": "Ada"}])

    assert crm.ask(GetAccount, crm.person("customers.account.read:all"), account_id=made["id"])["contacts"] == []


def test_it_takes_two_statements_however_many_contacts_there_are(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": f"Contact {number}"} for number in range(20)])
    statements: list[str] = []
    event.listen(crm.app.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))

    assert len(crm.ask(GetAccount, rep, account_id=made["id"])["contacts"]) == 20

    assert len([said for said in statements if "FROM" in said]) == 2, statements


def test_an_account_that_is_not_there_is_not_found(crm: ServiceUnderTest, rep: Caller) -> None:
    with crm.refused(404, "not_found"):
        crm.ask(GetAccount, rep, account_id=uuid4())
