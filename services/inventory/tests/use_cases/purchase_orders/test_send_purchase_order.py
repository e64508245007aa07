"""Orders that the supplier has."""

from typing import Any

from sqlalchemy import select

from crm_contracts.inventory.commands.purchase_orders import SendPurchaseOrder
from crm_kit.testing.service import ServiceUnderTest, write_golden
from inventory.domain.stock_expected import StockExpected


def test_its_goods_are_expected(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product(units=[{"uom": "box", "factor": "12"}])
    line = buying.line(3, 60, product_id=product["id"], uom="box", due_on=given.in_days(9))

    sent = buying.act(SendPurchaseOrder, buying.order(line, submit=True))

    rows = crm.rows(select(StockExpected.qty, StockExpected.due_on))
    assert (sent["status"], [tuple(row) for row in rows]) == ("sent", [(36, given.in_days(9))])
    write_golden(crm.events("inventory.po.sent.v1")[0])


def test_an_order_that_is_short_hears_when_its_goods_may_come(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.stocked(2)
    given.order(given.line(product, 6))

    buying.sent(buying.line(10, product_id=product["id"], due_on=given.in_days(9)))

    told = [event["data"]["lines"][0] for event in crm.events("inventory.stock.reservation_failed.v1")]
    assert [(line["shortage"], line["expected_date"]) for line in told] == [("4", None), ("4", given.in_days(9).isoformat())]


def test_what_nobody_approved_is_not_sent(crm: ServiceUnderTest, buying: Any) -> None:
    with crm.refused(409, "illegal_transition"):
        buying.act(SendPurchaseOrder, buying.order())
