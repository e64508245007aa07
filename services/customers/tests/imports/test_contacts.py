"""Contacts from files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crm_contracts.customers import imports
from crm_contracts.customers.commands.accounts import CreateAccount
from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.queries.contacts import GetContact, ListContacts
from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

Make = Callable[..., dict[str, Any]]


@pytest.fixture
def files(crm: ServiceUnderTest) -> ImportsUnderTest:
    return ImportsUnderTest(crm, imports)


def contacts(crm: ServiceUnderTest, who: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = crm.ask(ListContacts, who, sort="full_name")["data"]
    return found


def test_a_row_becomes_a_contact_of_the_account_that_it_names(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    acme = account("Acme GmbH", external_ids=[{"system": "file", "id": "C-7"}])
    beta = account("Beta")
    rows = f"Ada,Byron,{acme['number']},ada@acme.example,yes\nBob,Lee,C-7,bob@acme.example,\nCy,Kim,beta ltd,,\n"

    run = files.run(rep, "contacts", f"first name,last name,company,e-mail,primary\n{rows}")

    assert files.outcomes(rep, run) == ["created"] * 3
    assert [each["full_name"] for each in contacts(crm, rep)] == ["Ada Byron", "Bob Lee", "Cy Kim"]
    people = crm.ask(GetAccount, rep, account_id=acme["id"])["contacts"]
    assert [(each["full_name"], each["is_primary"]) for each in people] == [("Ada Byron", True), ("Bob Lee", False)]
    assert [each["full_name"] for each in crm.ask(GetAccount, rep, account_id=beta["id"])["contacts"]] == ["Cy Kim"]
    told = {event["data"]["name"]: event["data"]["accounts"] for event in crm.events("customers.contact.created.v1")}
    assert told["Ada Byron"] == [{"id": acme["id"], "role": "", "is_primary": True}]


def test_an_account_must_be_one_that_is_seen(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, colleague: Caller, account: Make
) -> None:  # fmt: skip
    crm.do(CreateAccount, colleague, name="Hidden")
    account("Twin", region="North")
    account("Twin", region="South")

    run = files.run(rep, "contacts", "name,company\nAda,Hidden\nBob,Nowhere\nCy,Twin\n")

    assert files.codes(rep, run) == [["unknown_account"], ["unknown_account"], ["ambiguous_account"]]


def test_the_rules_are_those_of_a_single_contact(files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "contacts", "name,email,phone,country\nAda,,,\n,a@a.example,,\nCy,nonsense,,\nDan,,030 1234567,Germany\n")

    assert files.codes(rep, run) == [["unreachable_contact"], ["required"], ["invalid"], []]


def test_who_is_known_already_is_recognised(files: ImportsUnderTest, rep: Caller, contact: Make) -> None:
    contact("Ada Lovelace", emails=[{"address": "ada@x.example"}], phones=[{"number": "+49301234567"}])
    rows = "Other,ADA@x.example,\nLovelace Ada,,+86 30 1234567\nNew,new@x.example,\nNew too,NEW@x.example,\n"

    run = files.run(rep, "contacts", f"name,email,phone\n{rows}")

    assert files.outcomes(rep, run) == ["duplicate", "duplicate", "created", "duplicate"]
    assert files.codes(rep, run)[:2] == [["duplicate"], ["possible_duplicate"]]


def test_upsert_joins_addresses_and_says_so_to_the_accounts(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    acme = account("Acme", contacts=[{"full_name": "Ada Byron", "emails": [{"address": "ada@x.example"}]}])
    head = "name,title,email,phone\n"

    run = files.run(rep, "contacts", f"{head}Ada King,Countess,ada@x.example,+49 30 1234567\n", mode="upsert")

    (listed,) = contacts(crm, rep)
    changed = crm.ask(GetContact, rep, contact_id=listed["id"])
    assert files.outcomes(rep, run) == ["updated"]
    assert (changed["full_name"], changed["title"]) == ("Ada King", "Countess")
    assert [each["number"] for each in changed["phones"]] == ["+49301234567"]
    told = crm.events("customers.contact.updated.v1")[0]["data"]
    assert [each["id"] for each in told["accounts"]] == [acme["id"]]
    again = files.run(rep, "contacts", f"{head}Ada King,Countess,ada@x.example,+49 30 1234567\n", mode="upsert")
    assert files.outcomes(rep, again) == ["skipped"]


def test_the_person_behind_an_account_is_changed_there(files: ImportsUnderTest, rep: Caller, account: Make) -> None:
    account("Ada Byron", kind="person", email="ada@x.example")

    run = files.run(rep, "contacts", "name,title,email\nAda King,Countess,ada@x.example\n", mode="upsert")

    assert files.codes(rep, run) == [["mirrored_contact"]]


def test_an_account_has_one_primary_contact(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make) -> None:
    acme = account("Acme", contacts=[{"full_name": "Old"}])

    run = files.run(rep, "contacts", "name,company,primary\nAda,Acme,yes\nBob,Acme,yes\n")

    assert files.codes(rep, run) == [[], ["several_primary"]]
    people = crm.ask(GetAccount, rep, account_id=acme["id"])["contacts"]
    assert {each["full_name"]: each["is_primary"] for each in people} == {"Old": False, "Ada": True}


def test_undoing_takes_contacts_and_gives_changed_ones_back(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, contact: Make
) -> None:  # fmt: skip
    known = contact("Ada Byron", emails=[{"address": "ada@x.example"}])
    run = files.run(rep, "contacts", "name,email\nAda King,ada@x.example\nBob,bob@x.example\n", mode="upsert")

    undone = files.undo(rep, run)

    assert (undone["counts"]["undone"], undone["counts"]["kept"]) == (2, 0)
    assert [(each["id"], each["full_name"]) for each in contacts(crm, rep)] == [(known["id"], "Ada Byron")]
    assert len(crm.events("customers.contact.deleted.v1")) == 1
