"""The goods came back."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import FailDelivery, ReturnDelivery
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_they_are_in_stock_and_still_to_ship(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(100, "10")
    order = given.order(given.line(product, 10))
    notice = shipping.accepted(order)
    failed = shipping.act(FailDelivery, shipping.shipped(notice), reason="Moved away")
    given.stock(product, 10, "20")

    back = shipping.act(ReturnDelivery, failed, reason="Moved away")

    assert (back["status"], given.balance(product)) == ("returned_to_sender", (110, 10))
    assert (shipping.again(notice)["status"], shipping.again(notice)["lines"][0]["shipped"]) == ("closed_short", "0")
    assert shipping.notice(order)["lines"][0]["qty"] == "10"
    write_golden(crm.events("inventory.delivery.returned.v1")[0])
    given.check_books()


def test_what_is_delivered_does_not_come_back_like_this(crm: ServiceUnderTest, shipping: Any) -> None:
    with crm.refused(409, "illegal_transition"):
        shipping.act(ReturnDelivery, shipping.shipped(), reason="No")
