"""Changing contacts."""

from typing import Any

from crm_contracts.customers.commands.contacts import ChangeContact
from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_is_sent_changes_and_the_rest_stays(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    ada = contact(title="Countess", emails=[{"address": "ada@acme.de"}])

    after = crm.do(ChangeContact, rep, contact_id=ada["id"], version=1, phones=[{"number": "+4989123456"}], kind="retailer")

    assert (after["version"], after["phone"], after["kind"]) == (2, "+4989123456", "retailer")
    assert (after["title"], after["email"], after["full_name"]) == ("Countess", "ada@acme.de", "Ada Lovelace")
    (event,) = crm.events("customers.contact.updated.v1")
    assert event["data"]["phones_e164"] == ["+4989123456"]
    write_golden(event)


def test_the_last_way_to_reach_somebody_stays(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    ada = contact(addresses=[], emails=[{"address": "ada@acme.de"}])

    with crm.refused(422, "unreachable_contact"):
        crm.do(ChangeContact, rep, contact_id=ada["id"], version=1, emails=[])

    assert crm.ask(GetContact, rep, contact_id=ada["id"])["email"] == "ada@acme.de"


def test_who_has_an_account_can_be_reached_there(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    ada = account(contacts=[{"full_name": "Ada", "emails": [{"address": "ada@acme.de"}]}])["contacts"][0]["contact_id"]

    assert crm.do(ChangeContact, rep, contact_id=ada, version=1, emails=[])["email"] is None


def test_a_new_part_of_the_name_makes_a_new_name(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    ada = contact(full_name=None, first_name="Ada", last_name="Lovelace")

    assert crm.do(ChangeContact, rep, contact_id=ada["id"], version=1, last_name="Byron")["full_name"] == "Ada Byron"


def test_the_account_of_a_personal_customer_follows(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    person = account("王小明", kind="person", email="xm@qq.com", phone="+8613800138000")

    crm.do(ChangeContact, rep, contact_id=person["person_id"], version=1, full_name="王大明", emails=[{"address": "dm@qq.com"}])

    after = crm.ask(GetAccount, rep, account_id=person["id"])
    assert (after["name"], after["email"], after["phone"]) == ("王大明", "dm@qq.com", "+8613800138000")
    assert (after["version"], after["contacts"][0]["full_name"]) == (2, "王大明")
    assert len(crm.events("customers.account.updated.v1")) == 1


def test_a_pair_changes_together_or_not_at_all(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    person = account("王小明", kind="person", email="xm@qq.com")
    account("Acme", email="info@acme.de")

    with crm.refused(409, "duplicate"):
        crm.do(ChangeContact, rep, contact_id=person["person_id"], version=1, emails=[{"address": "info@acme.de"}])

    assert crm.ask(GetContact, rep, contact_id=person["person_id"])["email"] == "xm@qq.com"


def test_a_stale_version_and_a_stranger_are_refused(crm: ServiceUnderTest, rep: Caller, colleague: Caller, contact: Any) -> None:
    ada = contact()

    with crm.refused(412, "stale"):
        crm.do(ChangeContact, rep, contact_id=ada["id"], version=9, title="Countess")
    with crm.refused(404):
        crm.do(ChangeContact, colleague, contact_id=ada["id"], version=1, title="Countess")
