"""Receipts, page by page."""

from typing import Any

from crm_contracts.inventory.queries.purchasing import ListReceipts
from crm_kit.testing.service import ServiceUnderTest


def test_they_are_found_by_order_and_delivery_note(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent(buying.line(10))
    first, second = buying.receipt(order, 4, delivery_note="LS-4711", post=True), buying.receipt(buying.sent())

    def found(**where: Any) -> list[str]:
        return [each["id"] for each in crm.ask(ListReceipts, buying.keeper, where=where or None)["data"]]

    assert found() == [second["id"], first["id"]]
    assert found(field="purchase_order_ids", value=[order["id"]]) == [first["id"]]
    assert found(field="q", value="ls-4711") == [first["id"]]
    assert found(field="status", value="draft") == [second["id"]]
