"""Letting goods go that were kept."""

from typing import Any

from crm_contracts.inventory.commands.stock import ReleaseReservation, ReserveStock
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_let_go_goes_to_who_waits(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)
    kept = crm.do(ReserveStock, keeper, product_id=product["id"], qty="8")
    line = given.line(product, 5)
    given.order(line)

    gone = crm.do(ReleaseReservation, keeper, reservation_id=kept["id"], version=kept["version"])

    assert (gone["status"], gone["reserved_qty"]) == ("cancelled", "0")
    assert given.moves(line["id"])[0].status == "reserved"
    assert given.balance(product) == (10, 5)
    assert crm.events("inventory.stock.reserved.v1")
    given.check_books()


def test_it_is_let_go_once(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    kept = crm.do(ReserveStock, keeper, product_id=given.stocked(10)["id"], qty="8")
    gone = crm.do(ReleaseReservation, keeper, reservation_id=kept["id"], version=kept["version"])

    with crm.refused(409, "illegal_transition"):
        crm.do(ReleaseReservation, keeper, reservation_id=kept["id"], version=gone["version"])
    with crm.refused(412):
        crm.do(ReleaseReservation, keeper, reservation_id=kept["id"], version=kept["version"])


def test_what_an_order_keeps_is_not_let_go_by_hand(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, order_line = given.stocked(10), None
    order_line = given.line(product, 5)
    given.order(order_line)
    (move,) = given.moves(order_line["id"])

    with crm.refused(409, "kept_for_order"):
        crm.do(ReleaseReservation, keeper, reservation_id=move.id, version=move.version)

    assert given.balance(product) == (10, 5)
