"""The warehouse says yes."""

from typing import Any

from crm_contracts.inventory.commands.notices import AcceptShipmentNotice
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
