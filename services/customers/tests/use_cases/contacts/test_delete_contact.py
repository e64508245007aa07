"""Deleting contacts."""

from typing import Any

from crm_contracts.customers.commands.contacts import DeleteContact
from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.queries.contacts import GetContact, ListContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_deleted_contact_is_gone_also_from_its_account(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": "Ada", "emails": [{"address": "ada@acme.de"}]}])
    ada = made["contacts"][0]["contact_id"]

    assert crm.do(DeleteContact, rep, contact_id=ada, version=1) is None

    with crm.refused(404):
        crm.ask(GetContact, rep, contact_id=ada)
    assert crm.ask(GetAccount, rep, account_id=made["id"])["contacts"] == []
    assert [row["id"] for row in crm.ask(ListContacts, rep, deleted=True)["data"]] == [ada]
    (event,) = crm.events("customers.contact.deleted.v1")
    assert event["data"] == {"id": ada}
    write_golden(event)


def test_the_person_behind_an_account_stays(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    person = account("王小明", kind="person")

    with crm.refused(409, "in_use") as problem:
        crm.do(DeleteContact, rep, contact_id=person["person_id"], version=1)

    assert problem["references"] == [{"collection": "accounts", "id": person["id"]}]


def test_what_the_contact_was_recognised_by_is_free_again(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    ada = contact(emails=[{"address": "ada@acme.de"}])

    crm.do(DeleteContact, rep, contact_id=ada["id"], version=1)

    assert contact(emails=[{"address": "ada@acme.de"}])["id"]
