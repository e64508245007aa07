"""No more is expected."""

from typing import Any

from sqlalchemy import select

from crm_contracts.inventory.commands.purchase_orders import ShortClosePurchaseOrder
from crm_kit.testing.service import ServiceUnderTest
from inventory.domain.stock_expected import StockExpected


def test_what_has_not_come_does_not_come(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent(buying.line(10))
    buying.receipt(order, 4, post=True)

    closed = buying.act(ShortClosePurchaseOrder, buying.again(order), reason="Out of production")

    assert (closed["status"], closed["receipt_status"], closed["reason"]) == ("short_closed", "partial", "Out of production")
    assert crm.rows(select(StockExpected.qty)) == []
    with crm.refused(409, "not_sent"):
        buying.receipt(order, 1)
