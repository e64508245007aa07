"""Accounts that became others."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_belonged_to_the_merged_belongs_to_the_survivor(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    survivor, merged = given.account("Survivor"), given.account("Merged")
    given.contact("Ada", account_id=merged)
    given.order(merged, net="10.00")

    for _ in range(2):
        crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[merged])

    row = crm.ask(ListTargetContacts, marketer)["data"][0]
    assert (row["account_name"], row["order_count"]) == ("Survivor", 1)


def test_an_account_may_be_heard_of_after_its_merge(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    survivor, merged = given.account("Survivor"), uuid4()

    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[merged])
    given.account("Merged", id=merged)
    given.contact("Ada", account_id=survivor)

    assert [row["account_name"] for row in crm.ask(ListTargetContacts, marketer)["data"]] == ["Survivor"]
