"""No more of a notice."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import PackDelivery, ShipDelivery
from crm_contracts.inventory.commands.notices import CloseShortShipmentNotice
from crm_kit.testing.service import ServiceUnderTest


def test_the_rest_stays_on_the_order(crm: ServiceUnderTest, shipping: Any) -> None:
    order = shipping.order(10)
    notice = shipping.accepted(order)
    part = shipping.delivery(notice, lines=[{"notice_line_id": notice["lines"][0]["id"], "qty": "4"}])
    shipping.act(ShipDelivery, shipping.act(PackDelivery, part))

    closed = shipping.act(CloseShortShipmentNotice, shipping.again(notice), reason="Pallet broke")

    assert closed["status"] == "closed_short"
    assert shipping.notice(order)["lines"][0]["qty"] == "6"


def test_what_is_in_a_delivery_is_not_closed(crm: ServiceUnderTest, shipping: Any) -> None:
    notice = shipping.accepted(shipping.order(10))
    line_id = notice["lines"][0]["id"]
    first = shipping.delivery(notice, lines=[{"notice_line_id": line_id, "qty": "4"}])
    shipping.act(ShipDelivery, shipping.act(PackDelivery, first))
    shipping.delivery(notice)

    with crm.refused(409, "in_delivery"):
        shipping.act(CloseShortShipmentNotice, shipping.again(notice), reason="Enough")
