"""One order."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_as_it_was_made(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep)

    assert crm.ask(GetOrder, rep, order_id=order["id"]) == {**order, "consignments": []}


def test_it_shows_where_its_goods_are(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order, waybill = given.confirmed(rep), uuid4()
    told = {"id": waybill, "delivery_id": given.shipped(order, "2"), "carrier": "sf", "number": "SF1"}
    crm.hear_golden("inventory.waybill.status_changed.v1", **told, status="in_transit")
    crm.hear_golden("inventory.waybill.status_changed.v1", id=uuid4(), delivery_id=given.shipped(given.confirmed(rep), "1"))

    (consignment,) = crm.ask(GetOrder, rep, order_id=order["id"])["consignments"]

    assert (consignment["id"], consignment["number"], consignment["status"]) == (str(waybill), "SF1", "in_transit")
    assert (consignment["delivery_id"], consignment["delivery_number"]) == (str(told["delivery_id"]), "D-1")


def test_others_do_not_find_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep)

    with crm.refused(404):
        crm.ask(GetOrder, crm.person("sales.order.read:own"), order_id=order["id"])
