"""Deliveries, page by page."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import ShipDelivery
from crm_contracts.inventory.queries.deliveries import ListDeliveries
from crm_kit.testing.service import ServiceUnderTest


def found(crm: ServiceUnderTest, who: Any, **where: Any) -> list[str]:
    return [each["id"] for each in crm.ask(ListDeliveries, who, where=where or None)["data"]]


def test_they_are_found_by_order_waybill_and_number(crm: ServiceUnderTest, shipping: Any) -> None:
    order = shipping.order(1)
    packed = shipping.packed(shipping.accepted(order))
    first = shipping.act(ShipDelivery, packed, waybills=[{"carrier": "sf", "number": "SF4711"}])
    second = shipping.delivery()

    assert found(crm, shipping.keeper) == [second["id"], first["id"]]
    for wanted in (order["number"], "SF4711", first["number"]):
        assert found(crm, shipping.keeper, field="q", value=wanted) == [first["id"]]
    assert found(crm, shipping.keeper, field="order_ids", value=[order["id"]]) == [first["id"]]
    assert found(crm, shipping.keeper, field="status", value="draft") == [second["id"]]


def test_people_see_what_is_theirs(crm: ServiceUnderTest, shipping: Any) -> None:
    rep = crm.person("inventory.delivery.read:own")
    mine = shipping.delivery(shipping.accepted(shipping.order(1, owner_id=rep.user_id)))
    shipping.delivery()

    assert found(crm, rep) == [mine["id"]]
