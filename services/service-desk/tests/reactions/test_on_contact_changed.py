"""The people at the customers'."""

from typing import Any

from sqlalchemy import select

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.domain.copies import ContactCopy


def test_the_last_news_of_a_contact_counts(crm: ServiceUnderTest, given: Any) -> None:
    account = given.account()
    contact = given.contact(account, name="Ada", aggregateversion=2)

    crm.hear_golden("customers.contact.updated.v1", id=contact, name="Old", aggregateversion=1)

    assert crm.rows(select(ContactCopy.name, ContactCopy.account_ids)) == [("Ada", [account])]


def test_a_deleted_contact_gets_no_ticket(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    contact = given.contact()

    for _ in range(2):
        crm.hear_golden("customers.contact.deleted.v1", id=contact, aggregateversion=2)

    with crm.refused(422, "unknown_contact"):
        given.ticket(agent, contact_id=contact)
