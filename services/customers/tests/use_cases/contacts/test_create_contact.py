"""Taking in contacts."""

from typing import Any

import pytest

from crm_contracts.customers.commands.contacts import CreateContact
from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.queries.contacts import GetContact, ListContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

ADA = {
    "first_name": "Ada",
    "last_name": "Lovelace",
    "title": "Countess",
    "emails": [{"address": "Ada@Example.com"}, {"address": "ada@home.example", "type": "personal", "is_primary": True}],
    "phones": [{"number": "+44 20 7946 0000", "type": "work"}],
}


def test_a_contact_needs_no_account(crm: ServiceUnderTest, rep: Caller) -> None:
    contact = crm.do(CreateContact, rep, **ADA)

    assert (contact["full_name"], contact["email"], contact["phone"]) == ("Ada Lovelace", "ada@home.example", "+442079460000")
    assert contact["owner_id"] == str(rep.user_id)
    assert contact["accounts"] == []
    assert contact == crm.ask(GetContact, rep, contact_id=contact["id"])
    (event,) = crm.events("customers.contact.created.v1")
    assert event["data"]["emails_norm"] == ["ada@example.com", "ada@home.example"]


@pytest.mark.parametrize("reach", ["emails", "phones", "addresses", "account_id"])
def test_one_way_to_reach_somebody_is_enough(crm: ServiceUnderTest, rep: Caller, account: Any, reach: str) -> None:
    ways = {**ADA, "addresses": [{"line1": "Ring 1"}], "account_id": account()["id"]}

    assert crm.do(CreateContact, rep, full_name="Ada", **{reach: ways[reach]})["id"]


def test_nobody_can_be_reached_without_any(crm: ServiceUnderTest, rep: Caller) -> None:
    with crm.refused(422, "unreachable_contact"):
        crm.do(CreateContact, rep, full_name="Ada")

    assert crm.ask(ListContacts, rep)["data"] == []


def test_one_name_is_needed(crm: ServiceUnderTest, rep: Caller) -> None:
    with crm.refused(422, "required", "/full_name"):
        crm.do(CreateContact, rep, emails=ADA["emails"])

    assert crm.do(CreateContact, rep, last_name="王", emails=ADA["emails"])["full_name"] == "王"


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"kind": "robot"}, "/kind"),
        ({"emails": [{"address": "ada"}]}, "/emails/0/address"),
        ({"phones": [{"number": "+861"}]}, "/phones/0/number"),
        ({"phones": [{"number": "+8613800138000", "extension": "7"}]}, "/phones/0/extension"),
        ({"personal_account_id": "x"}, "/personal_account_id"),
        ({"account_id": "00000000-0000-0000-0000-000000000001"}, "/account_id"),
    ],
)
def test_what_is_not_right_is_named(crm: ServiceUnderTest, rep: Caller, wrong: dict[str, Any], pointer: str) -> None:
    with crm.refused(422, pointer=pointer):
        crm.do(CreateContact, rep, **{**ADA, **wrong})


def test_a_contact_of_an_account_is_shown_with_it_and_belongs_to_its_owner(
    crm: ServiceUnderTest, rep: Caller, manager: Caller, account: Any
) -> None:
    made = account()

    contact = crm.do(CreateContact, manager, account_id=made["id"], role="buyer", is_primary=True, **ADA)

    assert contact["owner_id"] == str(rep.user_id)
    assert [(each["account_name"], each["role"]) for each in contact["accounts"]] == [("Acme", "buyer")]
    (shown,) = crm.ask(GetAccount, rep, account_id=made["id"])["contacts"]
    assert (shown["contact_id"], shown["is_primary"]) == (contact["id"], True)
    (event,) = crm.events("customers.contact.created.v1")
    assert event["data"]["accounts"] == [{"id": made["id"], "role": "buyer", "is_primary": True}]


def test_a_new_primary_contact_takes_the_place_of_the_old(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": "Bob"}])

    crm.do(CreateContact, rep, account_id=made["id"], is_primary=True, **ADA)

    contacts = crm.ask(GetAccount, rep, account_id=made["id"])["contacts"]
    assert [(each["full_name"], each["is_primary"]) for each in contacts] == [("Ada Lovelace", True), ("Bob", False)]


def test_an_account_that_one_may_not_see_is_unknown(crm: ServiceUnderTest, colleague: Caller, account: Any) -> None:
    with crm.refused(422, "unknown_account", "/account_id"):
        crm.do(CreateContact, colleague, account_id=account()["id"], **ADA)


def test_others_do_not_see_it(crm: ServiceUnderTest, rep: Caller, colleague: Caller) -> None:
    contact = crm.do(CreateContact, rep, **ADA)

    for other in (colleague, crm.fresh().administrator()):
        assert crm.ask(ListContacts, other)["data"] == []
        with crm.refused(404):
            crm.ask(GetContact, other, contact_id=contact["id"])
