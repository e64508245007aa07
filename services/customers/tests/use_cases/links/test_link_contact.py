"""Who plays which part in which account."""

from typing import Any

import pytest

from crm_contracts.customers.commands.contacts import LinkContact
from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_one_contact_belongs_to_several_accounts(crm: ServiceUnderTest, rep: Caller, account: Any, contact: Any) -> None:
    ada, acme, globex = contact(), account("Acme"), account("Globex")

    crm.do(LinkContact, rep, account_id=acme["id"], contact_id=ada["id"], role="buyer", is_primary=True)
    crm.do(LinkContact, rep, account_id=globex["id"], contact_id=ada["id"], role="adviser", title="Consultant")

    parts = {each["account_name"]: each["role"] for each in crm.ask(GetContact, rep, contact_id=ada["id"])["accounts"]}
    assert parts == {"Acme": "buyer", "Globex": "adviser"}
    told = crm.events("customers.contact.updated.v1")[-1]["data"]["accounts"]
    assert {each["id"] for each in told} == {acme["id"], globex["id"]}


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ({}, {}, True),
        ({"to_on": "2026-06-30"}, {"from_on": "2026-07-01"}, False),
        ({"to_on": "2026-06-30"}, {"from_on": "2026-06-30"}, True),
        ({"from_on": "2026-07-01"}, {"to_on": "2026-06-30"}, False),
        ({"from_on": "2026-07-01"}, {"from_on": "2026-01-01"}, True),
        ({"from_on": "2026-03-01", "to_on": "2026-04-01"}, {"from_on": "2026-01-01", "to_on": "2026-12-31"}, True),
    ],
)
def test_two_links_of_the_same_pair_do_not_share_a_day(
    crm: ServiceUnderTest, rep: Caller, account: Any, contact: Any, first: dict, second: dict, refused: bool
) -> None:
    pair = {"account_id": account()["id"], "contact_id": contact()["id"]}
    crm.do(LinkContact, rep, **pair, **first)

    if refused:
        with crm.refused(409, "duplicate"):
            crm.do(LinkContact, rep, **pair, **second)
    else:
        assert crm.do(LinkContact, rep, **pair, **second)["id"]


def test_an_account_has_one_primary_contact(crm: ServiceUnderTest, rep: Caller, account: Any, contact: Any) -> None:
    made = account(contacts=[{"full_name": "Bob"}])

    crm.do(LinkContact, rep, account_id=made["id"], contact_id=contact()["id"], is_primary=True)

    contacts = crm.ask(GetAccount, rep, account_id=made["id"])["contacts"]
    assert [(each["full_name"], each["is_primary"]) for each in contacts] == [("Ada Lovelace", True), ("Bob", False)]


def test_a_link_ends_after_it_begins(crm: ServiceUnderTest, rep: Caller, account: Any, contact: Any) -> None:
    days = {"from_on": "2026-07-01", "to_on": "2026-06-30"}

    with crm.refused(422, "ends_before_start", "/to_on"):
        crm.do(LinkContact, rep, account_id=account()["id"], contact_id=contact()["id"], **days)


def test_both_must_be_seen(crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any, contact: Any) -> None:
    mine, theirs = contact(), contact("Bob", by=colleague)

    with crm.refused(422, "unknown_contact", "/contact_id"):
        crm.do(LinkContact, rep, account_id=account()["id"], contact_id=theirs["id"])
    with crm.refused(404):
        crm.do(LinkContact, rep, account_id=account("Other", by=colleague)["id"], contact_id=mine["id"])
