"""Invoices that consignments are found by."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.deliveries import CreateWaybill
from crm_contracts.inventory.queries.deliveries import GetWaybill
from crm_kit.testing.service import ServiceUnderTest


def test_a_consignment_knows_the_invoices_of_its_orders_whichever_was_first(crm: ServiceUnderTest, shipping: Any) -> None:
    order = shipping.order(1)
    delivery = shipping.packed(shipping.accepted(order))
    early, late = ({"id": uuid4(), "number": number, "order_ids": [order["id"]]} for number in ("INV-1", "INV-2"))
    first = crm.hear_golden("sales.invoice.posted.v1", **early)

    waybill = crm.do(CreateWaybill, shipping.keeper, delivery_id=delivery["id"], carrier="sf", number="SF1")
    second = crm.hear_golden("sales.invoice.posted.v1", **late)
    for again in (second, first):
        crm.hear(again)
    crm.hear_golden("sales.invoice.posted.v1", aggregateversion=5, **early)
    crm.hear_golden("sales.invoice.posted.v1", id=uuid4(), number="INV-3")

    now = crm.ask(GetWaybill, shipping.keeper, waybill_id=waybill["id"])
    assert (waybill["invoice_numbers"], now["invoice_numbers"]) == (["INV-1"], ["INV-1", "INV-2"])
