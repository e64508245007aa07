"""What an order's news mean for its shipment notices."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import PackDelivery, ShipDelivery
from crm_contracts.inventory.commands.notices import AcceptShipmentNotice, CancelShipmentNotice
from crm_contracts.inventory.queries.notices import ListShipmentNotices
from crm_kit.testing.service import ServiceUnderTest


def notices_of(crm: ServiceUnderTest, shipping: Any, order: dict[str, Any]) -> list[dict[str, Any]]:
    where = {"field": "order_id", "value": order["id"]}
    rows = crm.ask(ListShipmentNotices, shipping.keeper, where=where)["data"]
    return [shipping.again(row) for row in reversed(rows)]


def test_on_hold_they_freeze_and_thaw_again(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    notice = shipping.notice(order)

    given.order(id=order["id"], event="held", status="on_hold", version=2)
    with crm.refused(409, "frozen"):
        shipping.act(AcceptShipmentNotice, shipping.again(notice))
    frozen = shipping.again(notice)["is_frozen"]
    given.order(id=order["id"], event="released", version=3)

    assert (frozen, shipping.again(notice)["is_frozen"]) == (True, False)


def test_with_the_end_of_the_order_they_end_and_nothing_leaves(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    notice = shipping.accepted(order)
    delivery = shipping.packed(notice)

    given.order(id=order["id"], event="cancelled", status="cancelled", version=2)

    assert shipping.again(notice)["status"] == "cancelled"
    assert shipping.delivery_again(delivery)["status"] == "cancelled"
    given.check_books()


def test_what_was_shipped_in_part_is_closed_short(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    notice = shipping.accepted(order)
    part = shipping.delivery(notice, lines=[{"notice_line_id": notice["lines"][0]["id"], "qty": "4"}])
    shipping.act(ShipDelivery, shipping.act(PackDelivery, part))

    given.order(id=order["id"], event="short_closed", status="short_closed", version=2)

    assert shipping.again(notice)["status"] == "closed_short"


def test_goods_that_go_out_by_order_have_a_notice_at_once(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(ship_by="order")

    order = shipping.order(10)
    given.order(id=order["id"], event="amended", version=2)

    (notice,) = notices_of(crm, shipping, order)
    assert (notice["status"], notice["release_reason"], notice["is_automatic"]) == ("accepted", "credit", True)
    assert shipping.shipped(notice)["status"] == "shipped"


def test_what_is_short_waits_in_a_notice_of_its_own(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(ship_by="order")
    product = given.stocked(4)

    order = given.order(given.line(product, 10), is_exception=True)

    here, later = notices_of(crm, shipping, order)
    assert [(each["status"], each["lines"][0]["qty"]) for each in (here, later)] == [("accepted", "4"), ("released", "6")]
    assert here["release_reason"] == "approved"
    given.stock(product, 6)
    assert shipping.act(AcceptShipmentNotice, later)["status"] == "accepted"


def test_what_was_called_off_does_not_come_again_by_itself(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(ship_by="order")
    order = shipping.order(10)
    (notice,) = notices_of(crm, shipping, order)

    shipping.act(CancelShipmentNotice, notice, reason="The customer collects it")
    shipping.act(CancelShipmentNotice, notices_of(crm, shipping, order)[1], reason="And now")
    given.order(id=order["id"], event="fulfilment_changed", version=2)
    given.order({**order["lines"][0], "qty": "12"}, id=order["id"], event="amended", version=3)

    told = [(each["status"], each["lines"][0]["qty"]) for each in notices_of(crm, shipping, order)]
    assert told == [("cancelled", "10"), ("cancelled", "10"), ("accepted", "2")]


def test_what_was_taken_back_while_the_order_was_on_hold_goes_out_after_it(
    crm: ServiceUnderTest, given: Any, shipping: Any
) -> None:
    given.settings(ship_by="order")
    order = shipping.order(10)
    given.order(id=order["id"], event="held", status="on_hold", version=2)

    shipping.act(CancelShipmentNotice, notices_of(crm, shipping, order)[0], reason="Other address")
    meanwhile = len(notices_of(crm, shipping, order))
    given.order(id=order["id"], event="released", version=3)

    assert meanwhile == 1
    assert [each["status"] for each in notices_of(crm, shipping, order)] == ["cancelled", "accepted"]


def test_what_is_reserved_of_a_larger_unit_is_not_rounded_up(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(ship_by="order")
    product = given.product(units=[{"uom": "box", "factor": "12"}])
    given.stock(product, 8)

    order = given.order({**given.line(product, 1), "uom": "box"})

    here, later = notices_of(crm, shipping, order)
    assert [each["lines"][0]["qty"] for each in (here, later)] == ["0.666666", "0.333334"]
    assert shipping.shipped(here)["status"] == "shipped"


def test_a_line_in_an_unknown_unit_is_on_no_notice(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(ship_by="order")

    order = given.order(given.line(given.stocked(100), 3, uom="pallet"), given.line(given.stocked(100), 5))

    (notice,) = notices_of(crm, shipping, order)
    assert [line["qty"] for line in notice["lines"]] == ["5"]


def test_each_warehouse_that_keeps_something_has_a_notice_and_ships_it(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(ship_by="order")
    product, east = given.stocked(6), given.warehouse("EAST")
    given.stock(product, 3, warehouse_id=east["id"])

    order = given.order(given.line(product, 10), given.line(given.product(kind="service"), 1))

    notices = notices_of(crm, shipping, order)
    told = [(each["status"], each["warehouse_id"], [line["qty"] for line in each["lines"]]) for each in notices]
    main = given.main_warehouse()["id"]
    assert told == [("accepted", main, ["6", "1"]), ("accepted", east["id"], ["3"]), ("released", main, ["1"])]
    assert [shipping.shipped(each)["status"] for each in notices[:2]] == ["shipped", "shipped"]
    given.check_books()
