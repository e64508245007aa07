"""Reading what contacts agreed to."""

from typing import Any

from crm_contracts.customers.commands.contacts import RecordConsent
from crm_contracts.customers.queries.contacts import ListConsents
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_account_shows_those_of_its_contacts(crm: ServiceUnderTest, rep: Caller, account: Any, contact: Any) -> None:
    made, other = account(contacts=[{"full_name": "Ada"}, {"full_name": "Bob"}]), contact("Else")
    ids = [each["contact_id"] for each in made["contacts"]]
    for contact_id in (*ids, other["id"]):
        crm.do(RecordConsent, rep, contact_id=contact_id, channel="email", status="opted_in")

    found = crm.ask(ListConsents, rep, account_id=made["id"])["data"]

    assert {row["contact_id"] for row in found} == set(ids)
    assert all(row["is_current"] for row in found)


def test_those_of_contacts_that_one_may_not_see_are_left_out(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, contact: Any
) -> None:
    crm.do(RecordConsent, rep, contact_id=contact()["id"], channel="email", status="opted_in")

    assert len(crm.ask(ListConsents, rep)["data"]) == 1
    assert crm.ask(ListConsents, colleague)["data"] == []
    assert crm.ask(ListConsents, crm.fresh().administrator())["data"] == []


def test_a_contact_that_one_may_not_see_is_not_there(crm: ServiceUnderTest, rep: Caller, colleague: Caller, contact: Any) -> None:
    known = contact()

    assert crm.ask(ListConsents, rep, contact_id=known["id"])["data"] == []
    with crm.refused(404):
        crm.ask(ListConsents, colleague, contact_id=known["id"])
