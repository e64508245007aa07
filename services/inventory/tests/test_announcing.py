"""What readers that come later are told of."""

from typing import Any

import pytest

from crm_contracts.inventory.commands.deliveries import FailDelivery, ReturnDelivery
from crm_kit.messages import event_types, load_event
from crm_kit.testing.service import ServiceUnderTest


def told_again(crm: ServiceUnderTest, aggregate: str, type_: str) -> list[dict[str, Any]]:
    """What readers hear when the records are announced."""
    crm.app.announce(aggregate, None, 100, crm.tenant_id)
    news = [each for each in crm.events(type_) if each.get("announced")]
    for each in news:
        load_event(event_types[type_], each["data"])
    return news


@pytest.mark.parametrize(
    ("aggregate", "type_"),
    [
        ("Delivery", "inventory.delivery.shipped.v1"), ("StockMove", "inventory.stock.moved.v1"),
        ("Waybill", "inventory.waybill.status_changed.v1"),
    ],
)  # fmt: skip
def test_what_left_as_it_was_told(crm: ServiceUnderTest, shipping: Any, aggregate: str, type_: str) -> None:
    shipping.shipped(waybills=[{"carrier": "sf", "number": "SF1"}])
    shipping.packed()

    again = {each["subject"]: each["data"] for each in told_again(crm, aggregate, type_)}

    first = {each["subject"]: each["data"] for each in crm.events(type_) if not each.get("announced")}
    assert again == first != {}


def test_what_came_back_is_told_by_a_name_of_its_own(crm: ServiceUnderTest, shipping: Any) -> None:
    failed = shipping.act(FailDelivery, shipping.shipped(), reason="Moved")
    shipping.act(ReturnDelivery, failed, reason="Moved")

    (again,) = told_again(crm, "ReturnedDelivery", "inventory.delivery.returned.v1")

    assert again["data"] == crm.events("inventory.delivery.returned.v1")[0]["data"]
    assert told_again(crm, "Delivery", "inventory.delivery.shipped.v1") == []


def test_stock_and_notices_as_they_are(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(100)
    notice = shipping.accepted(given.order(given.line(product, 10)))

    levels = told_again(crm, "Balance", "inventory.stock.level_changed.v1")
    (told,) = told_again(crm, "ShipmentNotice", "inventory.shipment_notice.updated.v1")

    mine = [each["data"] for each in levels if each["data"]["product_id"] == product["id"]]
    assert [(each["on_hand"], each["available"]) for each in mine] == [("100", "90")]
    assert (told["subject"], told["data"]["status"], told["data"]["lines"][0]["qty"]) == (notice["id"], "accepted", "10")
