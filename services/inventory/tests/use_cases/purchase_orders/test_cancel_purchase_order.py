"""Orders that are taken back."""

from typing import Any

from sqlalchemy import select

from crm_contracts.inventory.commands.purchase_orders import CancelPurchaseOrder
from crm_kit.testing.service import ServiceUnderTest
from inventory.domain.stock_expected import StockExpected


def test_nothing_is_expected_any_more(crm: ServiceUnderTest, buying: Any) -> None:
    cancelled = buying.act(CancelPurchaseOrder, buying.sent(), reason="Too late")

    assert (cancelled["status"], cancelled["reason"]) == ("cancelled", "Too late")
    assert crm.rows(select(StockExpected.qty)) == []


def test_not_once_goods_have_come(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent(buying.line(10))
    buying.receipt(order, 1, post=True)

    with crm.refused(409, "received"):
        buying.act(CancelPurchaseOrder, buying.again(order), reason="No")
