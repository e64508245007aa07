"""An enquiry becomes a customer."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.customers.commands.accounts import ChangeAccount, DeleteAccount
from crm_contracts.customers.commands.contacts import RecordConsent
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts, ListTimeline
from crm_contracts.customers.queries.contacts import GetContact, ListConsents, ListContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden

TYPE = "sales.lead.converted.v1"


@pytest.fixture
def ids() -> dict[str, UUID]:
    return {"id": uuid4(), "account_id": uuid4(), "contact_id": uuid4(), "opportunity_id": uuid4()}


def convert(crm: ServiceUnderTest, rep: Caller, ids: dict[str, UUID], **changes: Any) -> dict[str, Any]:
    return crm.hear_golden(TYPE, **{**ids, "owner_id": rep.user_id, **changes})


def person(**changes: Any) -> dict[str, Any]:
    return {
        "first_name": "Ada", "last_name": "Lovelace", "full_name": "Ada Lovelace", "title": "", "emails": ["ada@acme.example"],
        "phones": ["+442079460000"], **changes,
    }  # fmt: skip


def test_account_and_contact_are_made_under_the_ids_that_sales_gave_them(
    crm: ServiceUnderTest, rep: Caller, ids: dict[str, UUID]
) -> None:
    convert(crm, rep, ids)

    account = crm.ask(GetAccount, rep, account_id=ids["account_id"])
    assert (account["name"], account["types"], account["domain"]) == ("Acme", ["prospect"], "acme.example")
    assert (account["owner_id"], account["team_path"]) == (str(rep.user_id), "/1/2/")
    assert account["addresses"][0]["line1"] == "1 High St"
    (link,) = account["contacts"]
    assert (link["contact_id"], link["is_primary"]) == (str(ids["contact_id"]), True)
    contact = crm.ask(GetContact, rep, contact_id=ids["contact_id"])
    assert (contact["full_name"], contact["email"], contact["phone"]) == ("Ada Lovelace", "ada@acme.example", "+442079460000")
    assert contact["version"] == 1
    assert len(crm.events("customers.account.created.v1")) == len(crm.events("customers.contact.created.v1")) == 1


def test_the_same_news_again_makes_nothing_twice(crm: ServiceUnderTest, rep: Caller, ids: dict[str, UUID]) -> None:
    envelope = convert(crm, rep, ids)
    crm.hear(envelope)
    convert(crm, rep, ids)

    assert len(crm.ask(ListAccounts, rep)["data"]) == len(crm.ask(ListContacts, rep)["data"]) == 1
    assert crm.events("customers.account.merged.v1") == []


def test_what_the_enquirer_agreed_to_is_noted(crm: ServiceUnderTest, rep: Caller, ids: dict[str, UUID]) -> None:
    convert(crm, rep, ids, consent={"channels": ["email", "sms"], "wording": "News, please", "basis": "consent", "given_at": None})

    found = crm.ask(ListConsents, rep, contact_id=ids["contact_id"])["data"]
    assert {(row["channel"], row["status"], row["evidence"]) for row in found} == {
        ("email", "opted_in", "News, please"), ("sms", "opted_in", "News, please"),
    }  # fmt: skip


def test_a_refusal_stands_whatever_a_lead_brings(crm: ServiceUnderTest, rep: Caller, contact: Any, ids: dict[str, UUID]) -> None:
    ada = contact(emails=[{"address": "ada@acme.example"}])
    crm.do(RecordConsent, rep, contact_id=ada["id"], channel="email", status="opted_out")

    convert(crm, rep, ids, consent={"channels": ["email"], "wording": "", "basis": "", "given_at": None})

    current = crm.ask(ListConsents, rep, contact_id=ada["id"], where={"field": "is_current", "value": True})["data"]
    assert [row["status"] for row in current] == ["opted_out"]


def test_a_new_account_that_is_there_already_is_merged_into_it(
    crm: ServiceUnderTest, rep: Caller, account: Any, ids: dict[str, UUID]
) -> None:
    survivor = account("Acme Corporation", website="https://acme.example")

    convert(crm, rep, ids)

    (event,) = crm.events("customers.account.merged.v1")
    assert event["data"]["survivor_id"] == survivor["id"]
    assert event["data"]["merged_ids"] == [str(ids["account_id"])]
    write_golden(event)
    answer = crm.ask(GetAccount, rep, account_id=ids["account_id"])
    assert (answer["id"], answer["merged_into"], answer["name"]) == (survivor["id"], survivor["id"], "Acme Corporation")
    assert [each["contact_id"] for each in answer["contacts"]] == [str(ids["contact_id"])]
    assert len(crm.ask(ListAccounts, rep)["data"]) == 1


def test_a_new_contact_that_is_there_already_is_merged_into_it(
    crm: ServiceUnderTest, rep: Caller, contact: Any, ids: dict[str, UUID]
) -> None:
    survivor = contact("A. Lovelace", emails=[{"address": "Ada@acme.example"}])

    convert(crm, rep, ids)

    (event,) = crm.events("customers.contact.merged.v1")
    assert event["data"] == {"survivor_id": survivor["id"], "merged_ids": [str(ids["contact_id"])]}
    write_golden(event)
    answer = crm.ask(GetContact, rep, contact_id=ids["contact_id"])
    assert (answer["id"], answer["merged_into"]) == (survivor["id"], survivor["id"])
    assert [each["account_name"] for each in answer["accounts"]] == ["Acme"]


def test_both_can_be_there_already_and_belong_together(
    crm: ServiceUnderTest, rep: Caller, account: Any, ids: dict[str, UUID]
) -> None:
    known = account(
        "Acme", website="https://acme.example", contacts=[{"full_name": "Ada", "emails": [{"address": "ada@acme.example"}]}]
    )

    convert(crm, rep, ids)

    answer = crm.ask(GetAccount, rep, account_id=ids["account_id"])
    assert [each["contact_id"] for each in answer["contacts"]] == [known["contacts"][0]["contact_id"]]


def test_existing_ones_are_connected(crm: ServiceUnderTest, rep: Caller, account: Any, contact: Any, ids: dict[str, UUID]) -> None:
    made, ada = account("Globex"), contact()
    known = {
        "account_id": made["id"],
        "contact_id": ada["id"],
        "created": {"account": False, "contact": False, "opportunity": True},
    }

    convert(crm, rep, ids, **known)

    assert [each["contact_id"] for each in crm.ask(GetAccount, rep, account_id=made["id"])["contacts"]] == [ada["id"]]
    assert crm.events("customers.contact.updated.v1")[-1]["data"]["accounts"][0]["id"] == made["id"]


def test_a_name_that_is_alike_does_not_merge(crm: ServiceUnderTest, rep: Caller, account: Any, ids: dict[str, UUID]) -> None:
    account("Acme")

    convert(crm, rep, ids, contact=person(emails=["ada@gmail.com"]))

    assert crm.ask(GetAccount, rep, account_id=ids["account_id"])["merged_into"] is None
    assert len(crm.ask(ListAccounts, rep)["data"]) == 2


def test_a_person_becomes_a_personal_customer(crm: ServiceUnderTest, rep: Caller, ids: dict[str, UUID]) -> None:
    convert(crm, rep, ids, account_kind="person", account_name="Ada Lovelace")

    account = crm.ask(GetAccount, rep, account_id=ids["account_id"])
    contact = crm.ask(GetContact, rep, contact_id=ids["contact_id"])
    assert (account["person_id"], contact["personal_account_id"]) == (contact["id"], account["id"])
    assert (account["email"], account["phone"], account["domain"]) == ("ada@acme.example", "+442079460000", "acme.example")
    crm.do(ChangeAccount, rep, account_id=account["id"], version=1, name="Ada Byron")
    assert crm.ask(GetContact, rep, contact_id=contact["id"])["full_name"] == "Ada Byron"


@pytest.mark.parametrize("kind", ["company", "person"])
def test_a_lead_without_a_person_becomes_an_account(crm: ServiceUnderTest, rep: Caller, ids: dict[str, UUID], kind: str) -> None:
    nobody = {"contact_id": None, "contact": None, "consent": None, "address": None}
    created = {"account": True, "contact": False, "opportunity": True}

    convert(crm, rep, ids, account_kind=kind, created=created, **nobody)

    contacts = crm.ask(GetAccount, rep, account_id=ids["account_id"])["contacts"]
    assert [each["full_name"] for each in contacts] == (["Acme"] if kind == "person" else [])


def test_an_account_that_was_deleted_meanwhile_stays_deleted(
    crm: ServiceUnderTest, rep: Caller, account: Any, ids: dict[str, UUID]
) -> None:
    made = account("Globex")
    crm.do(DeleteAccount, rep, account_id=made["id"], version=1)

    convert(crm, rep, ids, account_id=made["id"], created={"account": False, "contact": True, "opportunity": True})

    with crm.refused(404):
        crm.ask(GetAccount, rep, account_id=made["id"])
    assert crm.ask(GetContact, rep, contact_id=ids["contact_id"])["accounts"] == []


def test_what_happened_with_the_lead_is_on_the_accounts_timeline(crm: ServiceUnderTest, rep: Caller, ids: dict[str, UUID]) -> None:
    lead = {"number": "L-1", "source": "web", "status": "new", "owner_id": rep.user_id}
    crm.hear_data("sales.lead.created.v1", ids["id"], {"id": ids["id"], **lead}, ownerid=str(rep.user_id), teampath="/1/2/")

    convert(crm, rep, ids)

    texts = {entry["summary"] for entry in crm.ask(ListTimeline, rep, account_id=ids["account_id"])["data"]}
    assert {"Enquiry L-1 came in (web)", "Account Acme was created", "Contact Ada Lovelace was added"} < texts
