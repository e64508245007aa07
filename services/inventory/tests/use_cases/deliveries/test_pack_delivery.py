"""Packing."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.deliveries import PackDelivery, ShipDelivery
from crm_kit.testing.service import ServiceUnderTest


def picked(delivery: dict[str, Any], *quantities: str) -> list[dict[str, Any]]:
    return [{"line_id": line["id"], "qty": qty} for line, qty in zip(delivery["lines"], quantities, strict=True)]


def test_what_was_picked_is_what_leaves(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(100)
    notice = shipping.accepted(given.order(given.line(product, 10)))
    delivery = shipping.delivery(notice)

    packed = shipping.act(PackDelivery, delivery, lines=picked(delivery, "7"))
    shipped = shipping.act(ShipDelivery, packed)

    assert (packed["lines"][0]["qty"], packed["lines"][0]["picked"], shipped["is_partial"]) == ("10", "7", True)
    assert given.balance(product) == (93, 3)
    assert shipping.delivery(notice)["lines"][0]["qty"] == "3"


def test_no_more_than_the_notice_says_is_picked(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    delivery = shipping.delivery(shipping.accepted(shipping.order(10)))

    with crm.refused(422, "over_delivery", "/lines/0/qty"):
        shipping.act(PackDelivery, delivery, lines=picked(delivery, "11"))
    given.settings(over_delivery_percent="10")
    packed = shipping.act(PackDelivery, delivery, lines=picked(delivery, "11"))

    assert shipping.act(ShipDelivery, packed)["status"] == "shipped"
    given.check_books()


def test_lines_are_the_deliverys_and_something_is_in_it(crm: ServiceUnderTest, shipping: Any) -> None:
    delivery = shipping.delivery()

    with crm.refused(422, "unknown_line", "/lines/0/line_id"):
        shipping.act(PackDelivery, delivery, lines=[{"line_id": uuid4(), "qty": "1"}])
    with crm.refused(422, "nothing_picked", "/lines"):
        shipping.act(PackDelivery, delivery, lines=picked(delivery, "0"))


def test_a_line_of_which_nothing_was_picked_does_not_leave(crm: ServiceUnderTest, shipping: Any) -> None:
    delivery = shipping.delivery(shipping.accepted(shipping.order(10)), shipping.accepted(shipping.order(5)))
    packed = shipping.act(PackDelivery, delivery, lines=picked(delivery, "10", "0"))

    shipping.act(ShipDelivery, packed)

    told = crm.events("inventory.delivery.shipped.v1")[0]["data"]
    assert ([each["qty"] for each in told["lines"]], told["partial"]) == (["10"], True)
    second = delivery["lines"][1]["notice_id"]
    assert shipping.again({"id": second})["status"] == "accepted"
