"""A notice is taken back."""

from typing import Any

from crm_contracts.inventory.commands.notices import AcceptShipmentNotice, CancelShipmentNotice, ReleaseShipmentNotice
from crm_contracts.inventory.queries.notices import ListShipmentNotices
from crm_kit.testing.service import ServiceUnderTest


def test_what_was_promised_is_kept_like_for_any_order(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    notice = shipping.accepted(order)

    cancelled = shipping.act(CancelShipmentNotice, notice, reason="Customer moved")

    assert cancelled["status"] == "cancelled"
    assert [move.strength for move in given.moves(order["lines"][0]["id"])] == ["soft"]
    assert shipping.notice(order)["lines"][0]["qty"] == "10"


def test_the_promise_of_another_notice_stays(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    lines = [{"order_line_id": order["lines"][0]["id"], "qty": "5"}]
    first, _ = shipping.accepted(order, lines=lines), shipping.accepted(order, lines=lines)

    shipping.act(CancelShipmentNotice, first, reason="Half of it")

    assert [move.strength for move in given.moves(order["lines"][0]["id"])] == ["hard"]


def test_not_while_it_is_in_a_delivery_nor_once_it_was_shipped(crm: ServiceUnderTest, shipping: Any) -> None:
    waiting, gone = shipping.accepted(), shipping.accepted()
    shipping.delivery(waiting)
    shipping.shipped(gone)

    with crm.refused(409, "in_delivery"):
        shipping.act(CancelShipmentNotice, shipping.again(waiting), reason="No")
    with crm.refused(409, "illegal_transition"):
        shipping.act(CancelShipmentNotice, shipping.again(gone), reason="No")


def test_what_its_order_still_wants_waits_in_a_new_one(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(ship_by="order")
    order = shipping.order(10, 4)
    where = {"field": "order_id", "value": order["id"]}
    (first,) = crm.ask(ListShipmentNotices, shipping.keeper, where=where)["data"]

    shipping.act(CancelShipmentNotice, first, reason="Another address")

    waiting = shipping.again(crm.ask(ListShipmentNotices, shipping.keeper, where=where)["data"][0])
    assert (waiting["status"], waiting["release_reason"], waiting["is_automatic"]) == ("submitted", None, True)
    assert [line["qty"] for line in waiting["lines"]] == ["10", "4"]
    released = shipping.act(ReleaseShipmentNotice, waiting, release_reason="credit")
    assert shipping.shipped(shipping.act(AcceptShipmentNotice, released))["status"] == "shipped"
    given.check_books()


def test_one_that_somebody_raised_is_gone(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    given.settings(ship_by="order")

    shipping.act(CancelShipmentNotice, shipping.accepted(order), reason="No")

    where = {"field": "order_id", "value": order["id"]}
    assert [each["status"] for each in crm.ask(ListShipmentNotices, shipping.keeper, where=where)["data"]] == ["cancelled"]
