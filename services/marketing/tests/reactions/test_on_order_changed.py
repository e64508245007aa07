"""What sales tells of orders."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def amount(crm: ServiceUnderTest, who: Caller) -> tuple[int, str]:
    row = crm.ask(ListTargetContacts, who)["data"][0]
    return row["order_count"], row["order_amount"]


def test_the_newest_state_of_an_order_counts(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    account, order = uuid4(), uuid4()
    given.contact(account_id=account)

    for net, version in (("300.00", 3), ("100.00", 1), ("200.00", 2), ("300.00", 3)):
        given.order(account, id=order, net=net, version=version)

    assert amount(crm, marketer) == (1, "300")


def test_what_was_closed_short_counts_as_far_as_it_went(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    account = uuid4()
    given.contact(account_id=account)

    line = {"qty": "10", "shipped": "4", "invoiced": "3"}
    order = given.order(account, net="10.00", line=line)
    whole = amount(crm, marketer)
    given.order(account, id=order, version=2, net="10.00", status="short_closed", line=line)

    assert (whole, amount(crm, marketer)) == ((1, "100"), (1, "40"))


def test_foreign_money_counts_at_its_rate(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    account = uuid4()
    given.contact(account_id=account)
    given.order(account, net="10.00", currency="EUR", ordered_on="2026-03-01")

    given.rate("EUR", "8", "2026-01-01")

    assert amount(crm, marketer) == (1, "80")
