"""Saying what may be shipped."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.notices import CreateShipmentNotice
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_without_lines_it_is_everything_that_is_left(crm: ServiceUnderTest, shipping: Any) -> None:
    order = shipping.order(10, 5)
    one = order["lines"][0]

    first = shipping.notice(order, lines=[{"order_line_id": one["id"], "qty": "4"}])
    rest = shipping.notice(order)

    assert (first["status"], first["release_reason"], first["number"][:8]) == ("released", "produced", "SN-2026-")
    assert sorted(each["qty"] for each in rest["lines"]) == ["5", "6"]
    with crm.refused(409, "nothing_left"):
        shipping.notice(order)
    write_golden(crm.events("inventory.shipment_notice.released.v1")[0])


def test_no_more_than_is_left_of_a_line(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    line_id = order["lines"][0]["id"]
    shipping.notice(order, lines=[{"order_line_id": line_id, "qty": "7"}])

    with crm.refused(422, "more_than_ordered", "/lines/0/qty"):
        shipping.notice(order, lines=[{"order_line_id": line_id, "qty": "4"}])
    given.settings(over_delivery_percent="10")

    assert shipping.notice(order, lines=[{"order_line_id": line_id, "qty": "4"}])["lines"][0]["qty"] == "4"


def test_lines_are_the_orders_and_named_once(crm: ServiceUnderTest, shipping: Any) -> None:
    order = shipping.order(10)
    line = {"order_line_id": order["lines"][0]["id"], "qty": "1"}

    with crm.refused(422, "unknown_line", "/lines/1/order_line_id"):
        shipping.notice(order, lines=[line, {"order_line_id": uuid4(), "qty": "1"}])
    with crm.refused(422, "named_twice", "/lines/1/order_line_id"):
        shipping.notice(order, lines=[line, line])


def test_there_is_an_order_and_it_is_open(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    held, over = shipping.order(1), shipping.order(1)
    given.order(id=held["id"], event="held", status="on_hold", version=2)
    given.order(id=over["id"], event="cancelled", status="cancelled", version=2)

    with crm.refused(422, "unknown_order", "/order_id"):
        shipping.notice({"id": uuid4()})
    with crm.refused(409, "frozen"):
        shipping.notice(held)
    with crm.refused(409, "order_not_open"):
        shipping.notice(over)


def test_it_belongs_to_the_owner_of_the_order(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    rep, other = crm.person("inventory.shipment_notice.*:own"), crm.person("inventory.shipment_notice.*:own")
    order = given.order(given.line(given.stocked()), owner_id=rep.user_id)

    with crm.refused(422, "unknown_order", "/order_id"):
        crm.do(CreateShipmentNotice, other, order_id=order["id"])
    notice = crm.do(CreateShipmentNotice, rep, order_id=order["id"])

    assert (notice["owner_id"], notice["status"], notice["order_number"]) == (str(rep.user_id), "draft", order["number"])


def test_releasing_at_once_needs_the_right_to(crm: ServiceUnderTest, shipping: Any) -> None:
    clerk = crm.person("inventory.shipment_notice.create:all")

    with crm.refused(403, "forbidden"):
        shipping.notice(shipping.order(1), who=clerk)

    assert crm.do(CreateShipmentNotice, clerk, order_id=shipping.order(1)["id"], submit=True)["status"] == "submitted"


def test_what_is_raised_and_released_at_once_is_told_once(crm: ServiceUnderTest, shipping: Any) -> None:
    shipping.notice(shipping.order(10))

    told = [event["type"] for event in crm.events() if "shipment_notice" in event["type"]]
    assert told == ["inventory.shipment_notice.released.v1"]


def test_nothing_leaves_in_a_unit_that_the_product_has_not(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    odd, plain = given.line(given.stocked(100), 3, uom="pallet"), given.line(given.stocked(100), 5)
    order = given.order(odd, plain)

    with crm.refused(422, "unknown_unit", "/lines/1/order_line_id"):
        shipping.notice(order, lines=[{"order_line_id": each["id"], "qty": "1"} for each in (plain, odd)])
    with crm.refused(409, "unknown_unit") as problem:
        shipping.notice(order)

    assert problem["order_line_ids"] == [str(odd["id"])]
    assert shipping.notice(order, lines=[{"order_line_id": plain["id"], "qty": "5"}])["status"] == "released"
