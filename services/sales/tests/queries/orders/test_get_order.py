"""One order."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_as_it_was_made(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep)

    assert crm.ask(GetOrder, rep, order_id=order["id"]) == {
        **order, "consignments": [], "lines": [{**line, "last_price": None} for line in order["lines"]],
    }  # fmt: skip


def test_each_line_remembers_what_the_customer_paid_before(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product, account = given.product(), given.account()
    pumps = [{"product_id": product, "qty": "2", "unit_price": "9", "discount": "50"}, {"kind": "note", "name": "Thanks"}]
    first = given.confirmed(rep, account_id=account, ordered_on=given.in_days(-9), lines=pumps)
    second = given.confirmed(rep, account_id=account, ordered_on=given.in_days(-5), lines=[{"product_id": product, "qty": "1"}])
    given.confirmed(rep, ordered_on=given.in_days(-7), lines=[{"product_id": product, "qty": "1", "unit_price": "3"}])

    shown = [crm.ask(GetOrder, rep, order_id=order["id"])["lines"][0]["last_price"] for order in (first, second)]

    assert shown[0] is None
    assert (shown[1]["net_price"], shown[1]["number"], shown[1]["unit_cost"]) == ("4.5", first["number"], None)


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
