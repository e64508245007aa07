"""What customers tells of contacts."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_first_address_and_the_primary_account_count(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    side, main = given.account("Side"), given.account("Main")
    accounts = [{"id": side, "role": "", "is_primary": False}, {"id": main, "role": "", "is_primary": True}]

    given.contact("Ada", accounts=accounts, emails_norm=["first@x.example", "second@x.example"], phones_e164=["+86100"])

    row = crm.ask(ListTargetContacts, marketer)["data"][0]
    assert (row["email"], row["phone"], row["account_name"]) == ("first@x.example", "+86100", "Main")


def test_older_news_change_nothing(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    contact_id = uuid4()

    for name, version in (("New", 2), ("Old", 1), ("New", 2)):
        given.contact(name, id=contact_id, aggregateversion=version)

    assert [row["name"] for row in crm.ask(ListTargetContacts, marketer)["data"]] == ["New"]


def test_a_deleted_contact_is_in_no_list(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    contact_id = given.contact("Ada")

    crm.hear_golden("customers.contact.deleted.v1", aggregateversion=2, id=contact_id)
    given.contact("Ada", id=contact_id, aggregateversion=1)
    gone = crm.ask(ListTargetContacts, marketer)["data"]
    crm.hear_golden("customers.contact.restored.v1", aggregateversion=3, id=contact_id, name="Ada", accounts=[])

    assert (gone, [row["name"] for row in crm.ask(ListTargetContacts, marketer)["data"]]) == ([], ["Ada"])
