"""What readers that come later are told of."""

from typing import Any

import pytest

from crm_contracts.inventory.commands.deliveries import FailDelivery, ReturnDelivery
from crm_kit.testing.service import ServiceUnderTest


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

    again = {each["subject"]: each["data"] for each in crm.told_again(aggregate, type_)}

    first = {each["subject"]: each["data"] for each in crm.events(type_) if not each.get("announced")}
    assert again == first != {}


def test_what_came_back_is_told_by_a_name_of_its_own(crm: ServiceUnderTest, shipping: Any) -> None:
    failed = shipping.act(FailDelivery, shipping.shipped(), reason="Moved")
    shipping.act(ReturnDelivery, failed, reason="Moved")

    (again,) = crm.told_again("ReturnedDelivery", "inventory.delivery.returned.v1")

    assert again["data"] == crm.events("inventory.delivery.returned.v1")[0]["data"]
    assert crm.told_again("Delivery", "inventory.delivery.shipped.v1") == []


def test_stock_and_notices_as_they_are(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(100)
    notice = shipping.accepted(given.order(given.line(product, 10)))

    levels = crm.told_again("Balance", "inventory.stock.level_changed.v1")
    (told,) = crm.told_again("ShipmentNotice", "inventory.shipment_notice.updated.v1")

    mine = [each["data"] for each in levels if each["data"]["product_id"] == product["id"]]
    assert [(each["on_hand"], each["available"]) for each in mine] == [("100", "90")]
    assert (told["subject"], told["data"]["status"], told["data"]["lines"][0]["qty"]) == (notice["id"], "accepted", "10")
