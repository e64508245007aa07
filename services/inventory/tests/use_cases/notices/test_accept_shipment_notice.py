"""The warehouse says yes."""

from typing import Any

from crm_contracts.inventory.commands.notices import AcceptShipmentNotice, CancelShipmentNotice
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_the_stock_is_kept_for_good(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)

    accepted = shipping.act(AcceptShipmentNotice, shipping.notice(order))

    assert accepted["status"] == "accepted"
    assert [move.strength for move in given.moves(order["lines"][0]["id"])] == ["hard"]
    write_golden(crm.events("inventory.shipment_notice.accepted.v1")[0])


def test_what_is_not_reserved_is_not_promised(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    notice = shipping.notice(shipping.order(10, stock=4))

    with crm.refused(409, "insufficient_stock", "/lines/0/qty"):
        shipping.act(AcceptShipmentNotice, notice)

    assert shipping.again(notice)["status"] == "released"


def test_nothing_is_promised_twice(crm: ServiceUnderTest, shipping: Any) -> None:
    order = shipping.order(10, stock=6)
    lines = [{"order_line_id": order["lines"][0]["id"], "qty": "5"}]
    first, second = shipping.notice(order, lines=lines), shipping.notice(order, lines=lines)

    shipping.act(AcceptShipmentNotice, first)

    with crm.refused(409, "insufficient_stock"):
        shipping.act(AcceptShipmentNotice, second)


def test_what_is_reserved_in_another_warehouse_is_not_promised_here(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product, east = given.stocked(6), given.warehouse("EAST")
    given.stock(product, 4, warehouse_id=east["id"])
    order = given.order(given.line(product, 10))
    notice = shipping.notice(order, warehouse_id=given.main_warehouse()["id"])

    with crm.refused(409, "insufficient_stock", "/lines/0/qty") as problem:
        shipping.act(AcceptShipmentNotice, notice)

    assert problem["errors"][0]["available"] == "6"
    line = order["lines"][0]["id"]
    parts = [(given.main_warehouse(), "6"), (east, "4")]
    crm.do(CancelShipmentNotice, shipping.keeper, shipment_notice_id=notice["id"], version=notice["version"], reason="In parts")
    for place, qty in parts:
        told = {"warehouse_id": place["id"], "lines": [{"order_line_id": line, "qty": qty}]}
        assert shipping.shipped(shipping.accepted(order, **told))["status"] == "shipped"
    assert given.balance(product) == (0, 0)
    given.check_books()


def test_what_is_free_in_the_notices_warehouse_is_kept_there_instead(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product, east = given.stocked(20), given.warehouse("EAST")
    given.stock(product, 15, warehouse_id=east["id"])
    order = given.order(given.line(product, 10))

    notice = shipping.accepted(order, warehouse_id=east["id"])

    assert (given.balance(product, given.main_warehouse()), given.balance(product, east)) == ((20, 0), (15, 10))
    assert crm.events("inventory.stock.reserved.v1")[-1]["data"]["lines"][0]["warehouse_id"] == east["id"]
    assert shipping.shipped(notice)["status"] == "shipped"
    given.check_books()


def test_what_is_promised_elsewhere_stays_there(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product, east = given.stocked(6), given.warehouse("EAST")
    order = given.order(given.line(product, 10))
    line = order["lines"][0]["id"]
    shipping.accepted(order, lines=[{"order_line_id": line, "qty": "6"}])
    given.stock(product, 9, warehouse_id=east["id"])
    given.settings(over_delivery_percent="20")
    more = shipping.notice(order, warehouse_id=east["id"], lines=[{"order_line_id": line, "qty": "5"}])

    with crm.refused(409, "insufficient_stock", "/lines/0/qty"):
        shipping.act(AcceptShipmentNotice, more)

    assert (given.balance(product, given.main_warehouse()), given.balance(product, east)) == ((6, 6), (9, 4))
    given.check_books()
