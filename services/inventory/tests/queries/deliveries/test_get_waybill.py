"""One waybill."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.deliveries import CreateWaybill
from crm_contracts.inventory.queries.deliveries import GetWaybill
from crm_kit.testing.service import ServiceUnderTest


def test_it_shows_what_its_carrier_said(crm: ServiceUnderTest, shipping: Any) -> None:
    made = crm.do(CreateWaybill, shipping.keeper, delivery_id=shipping.packed()["id"], carrier="sf", number="1", weight_kg="2.5")

    waybill = crm.ask(GetWaybill, shipping.keeper, waybill_id=made["id"])

    assert ([each["status"] for each in waybill["events"]], waybill["weight_kg"]) == (["booked"], "2.5")
    with crm.refused(404, "not_found"):
        crm.ask(GetWaybill, shipping.keeper, waybill_id=uuid4())
