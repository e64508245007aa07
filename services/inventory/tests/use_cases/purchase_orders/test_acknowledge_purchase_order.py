"""What suppliers say."""

from typing import Any
from uuid import uuid4

from sqlalchemy import select

from crm_contracts.inventory.commands.purchase_orders import AcknowledgePurchaseOrder
from crm_kit.testing.service import ServiceUnderTest, write_golden
from inventory.domain.stock_expected import StockExpected


def test_differences_need_to_be_accepted(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    order = buying.sent(buying.line(10, due_on=given.in_days(5)))
    says = {"lines": [{"line_id": order["lines"][0]["id"], "qty": "8", "due_on": given.in_days(9)}], "supplier_reference": "AB-1"}

    with crm.refused(409, "differences", "/lines/0/qty") as problem:
        buying.act(AcknowledgePurchaseOrder, order, **says)
    accepted = buying.act(AcknowledgePurchaseOrder, order, **says, accept_differences=True)

    assert [each["pointer"] for each in problem["errors"]] == ["/lines/0/qty", "/lines/0/due_on"]
    assert (accepted["status"], accepted["supplier_reference"]) == ("acknowledged", "AB-1")
    assert [tuple(row) for row in crm.rows(select(StockExpected.qty, StockExpected.due_on))] == [(8, given.in_days(9))]
    write_golden(crm.events("inventory.po.updated.v1")[-1])


def test_to_agree_nothing_needs_to_be_said(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent()

    with crm.refused(422, "unknown_line", "/lines/0/line_id"):
        buying.act(AcknowledgePurchaseOrder, order, lines=[{"line_id": uuid4(), "qty": "1"}])

    assert buying.act(AcknowledgePurchaseOrder, order)["status"] == "acknowledged"
