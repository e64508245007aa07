"""What customers tells of accounts."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_older_news_change_nothing(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    account_id = uuid4()
    given.contact("Ada", account_id=account_id)

    for name, version in (("New", 3), ("Old", 2), ("Older", 1)):
        given.account(name, id=account_id, aggregateversion=version)
    given.account("New", id=account_id, aggregateversion=3)

    assert [row["account_name"] for row in crm.ask(ListTargetContacts, marketer)["data"]] == ["New"]


def test_a_deleted_account_has_nothing_to_choose_by(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    account_id = given.account("Acme", level="A")
    given.contact("Ada", account_id=account_id)

    crm.hear_golden("customers.account.deleted.v1", aggregateversion=2, id=account_id)
    given.account("Acme", id=account_id, level="A", aggregateversion=1)

    row = crm.ask(ListTargetContacts, marketer)["data"][0]
    assert row["account_status"] == "inactive"


def test_many_are_taken_at_once(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = uuid4(), uuid4()
    told = [given.envelope("customers.account.created.v1", account_id, id=account_id) for account_id in (one, other)]

    crm.hear_all("on_account_changed", *told, told[0])

    for account_id in (one, other):
        given.contact("Ada", account_id=account_id)
    assert all(row["account_name"] for row in crm.ask(ListTargetContacts, marketer)["data"])
