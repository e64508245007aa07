"""Waybills, page by page."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.deliveries import CreateWaybill
from crm_contracts.inventory.queries.deliveries import ListWaybills
from crm_kit.testing.service import ServiceUnderTest


def test_they_are_found_from_either_side(crm: ServiceUnderTest, shipping: Any) -> None:
    order = shipping.order(1)
    delivery, other = shipping.packed(shipping.accepted(order)), shipping.packed()
    mine = crm.do(CreateWaybill, shipping.keeper, delivery_id=delivery["id"], carrier="sf", number="SF77")
    crm.do(CreateWaybill, shipping.keeper, delivery_id=other["id"], carrier="sf", number="SF78")
    crm.hear_golden("sales.invoice.posted.v1", id=uuid4(), number="INV-7", order_ids=[order["id"]])

    def found(**where: Any) -> list[str]:
        return [each["id"] for each in crm.ask(ListWaybills, shipping.keeper, where=where)["data"]]

    for wanted in ("SF77", order["number"], delivery["number"], "INV-7"):
        assert found(field="q", value=wanted) == [mine["id"]]
    assert found(field="order_numbers", value=[order["number"]]) == [mine["id"]]
    assert found(field="invoice_numbers", value=["INV-7"]) == [mine["id"]]
    assert len(found(field="carrier", value="sf")) == 2
