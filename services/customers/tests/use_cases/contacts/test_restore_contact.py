"""Bringing deleted contacts back."""

from typing import Any

from crm_contracts.customers.commands.accounts import DeleteAccount
from crm_contracts.customers.commands.contacts import DeleteContact, RestoreContact
from crm_contracts.customers.queries.accounts import GetAccount
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_restored_contact_is_back_in_its_account(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": "Ada", "role": "buyer"}])
    ada = made["contacts"][0]["contact_id"]
    crm.do(DeleteContact, rep, contact_id=ada, version=1)

    restored = crm.do(RestoreContact, rep, contact_id=ada, version=2)

    assert restored["version"] == 3
    assert [each["role"] for each in crm.ask(GetAccount, rep, account_id=made["id"])["contacts"]] == ["buyer"]
    (event,) = crm.events("customers.contact.restored.v1")
    assert event["data"]["accounts"] == [{"id": made["id"], "role": "buyer", "is_primary": True}]
    write_golden(event)


def test_it_stays_deleted_where_another_has_taken_its_place(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    ada = contact(emails=[{"address": "ada@acme.de"}])
    crm.do(DeleteContact, rep, contact_id=ada["id"], version=1)
    contact("Else", emails=[{"address": "ada@acme.de"}])

    with crm.refused(409, "duplicate", "/emails"):
        crm.do(RestoreContact, rep, contact_id=ada["id"], version=2)


def test_a_personal_customer_is_restored_by_the_account(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    person = account("王小明", kind="person")
    crm.do(DeleteAccount, rep, account_id=person["id"], version=1)

    with crm.refused(409, "mirrored_contact"):
        crm.do(RestoreContact, rep, contact_id=person["person_id"], version=2)
