"""Goods that are in stock."""

import threading
from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from crm_contracts.inventory.commands.receipts import ArriveReceipt, InspectReceipt, PostReceipt
from crm_kit.testing.service import ServiceUnderTest, write_golden
from inventory.domain.ledger_entry import LedgerEntry


def inspected(buying: Any, order: dict[str, Any], *quantities: Any) -> dict[str, Any]:
    arrived = buying.act(ArriveReceipt, buying.receipt(order, *quantities))
    found: dict[str, Any] = buying.act(InspectReceipt, arrived)
    return found


def test_accepted_goods_are_worth_what_they_cost_in_the_base_currency(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product(units=[{"uom": "box", "factor": "10"}])
    order = buying.sent(buying.line(3, 50, product_id=product["id"], uom="box"), currency="USD")
    receipt = inspected(buying, order)

    with crm.refused(422, "missing_exchange_rate"):
        buying.act(PostReceipt, receipt)
    crm.hear_golden(
        "sales.exchange_rate.updated.v1", id=uuid4(), currency="USD", base_currency="CNY", rate="7.2", date=given.in_days(-3)
    )
    posted = buying.act(PostReceipt, receipt)

    assert (posted["status"], posted["rate"], posted["rate_date"]) == ("posted", "7.2", given.in_days(-3).isoformat())
    assert given.balance(product) == (30, 0)
    (entry,) = crm.rows(select(LedgerEntry.unit_cost, LedgerEntry.value).where(LedgerEntry.qty > 0))
    assert tuple(entry) == (Decimal(36), Decimal(1080))
    write_golden(crm.events("inventory.receipt.posted.v1")[0])


def test_rejected_goods_go_to_quarantine_and_are_worth_nothing(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product()
    arrived = buying.act(ArriveReceipt, buying.receipt(buying.sent(buying.line(10, 5, product_id=product["id"]))))
    found = [{"line_id": arrived["lines"][0]["id"], "accepted": "6", "rejected": "4"}]

    buying.act(PostReceipt, buying.act(InspectReceipt, arrived, lines=found))

    rows = crm.rows(select(LedgerEntry.qty, LedgerEntry.value).where(LedgerEntry.qty > 0).order_by(LedgerEntry.qty))
    assert [tuple(row) for row in rows] == [(4, 0), (6, 30)]
    given.check_books()


def test_an_order_that_stays_short_is_told_once_what_came_and_what_may_come_still(
    crm: ServiceUnderTest, given: Any, buying: Any
) -> None:
    product = given.product()
    bought = buying.sent(buying.line(10, product_id=product["id"], due_on=given.in_days(9)))
    given.order(given.line(product, 9))
    before = len(crm.events("inventory.stock.reservation_failed.v1"))

    buying.act(PostReceipt, inspected(buying, bought, 4))
    buying.receipt(bought, 3, post=True)

    told = [event["data"]["lines"][0] for event in crm.events("inventory.stock.reservation_failed.v1")[before:]]
    assert [(line["qty"], line["shortage"], line["expected_date"]) for line in told] == [
        ("4", "5", given.in_days(9).isoformat()), ("7", "2", given.in_days(9).isoformat()),
    ]  # fmt: skip


def test_an_order_that_nothing_is_bought_for_any_more_hears_that(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product()
    bought = buying.sent(buying.line(4, product_id=product["id"], due_on=given.in_days(9)))
    given.order(given.line(product, 9))

    buying.act(PostReceipt, inspected(buying, bought))

    told = crm.events("inventory.stock.reservation_failed.v1")[-1]["data"]["lines"][0]
    assert (told["qty"], told["shortage"], told["expected_date"]) == ("4", "5", None)


def test_what_was_received_meanwhile_counts(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent(buying.line(10))
    first, second = inspected(buying, order, 6), inspected(buying, order, 6)

    buying.act(PostReceipt, first)

    with crm.refused(422, "over_receipt", "/lines/0/qty"):
        buying.act(PostReceipt, second)


def test_it_is_posted_in_an_open_period(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    given.settings(closed_through=given.in_days(-10))
    receipt = inspected(buying, buying.sent())

    with crm.refused(422, "period_closed", "/posted_on"):
        buying.act(PostReceipt, receipt, posted_on=given.in_days(-10))
    with crm.refused(422, "in_the_future", "/posted_on"):
        buying.act(PostReceipt, receipt, posted_on=given.in_days(1))

    assert buying.act(PostReceipt, receipt, posted_on=given.in_days(-9))["posted_on"] == given.in_days(-9).isoformat()


def test_of_many_who_post_at_once_one_does(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product()
    receipt = inspected(buying, buying.sent(buying.line(10, product_id=product["id"])))
    replies: list[dict[str, Any]] = []

    def post() -> None:
        replies.append(crm.call(PostReceipt, buying.keeper, receipt_id=receipt["id"], version=receipt["version"]))

    threads = [threading.Thread(target=post) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum("result" in reply for reply in replies) == 1
    assert {reply["problem"]["status"] for reply in replies if "problem" in reply} <= {409, 412}
    assert given.balance(product) == (10, 0)


def test_goods_that_come_go_to_orders_that_wait(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product()
    given.order(given.line(product, 6))

    buying.receipt(buying.sent(buying.line(10, product_id=product["id"])), post=True)

    assert given.balance(product) == (10, 6)
