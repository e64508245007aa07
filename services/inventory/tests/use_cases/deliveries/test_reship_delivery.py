"""Another try."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import FailDelivery, ReshipDelivery
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_on_its_way_again_and_no_stock_moves(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(100)
    failed = shipping.act(FailDelivery, shipping.shipped(shipping.accepted(given.order(given.line(product, 10)))), reason="Nobody")

    again = shipping.act(ReshipDelivery, failed)

    assert (again["status"], given.balance(product)) == ("shipped", (90, 0))
    first, second = crm.events("inventory.delivery.shipped.v1")
    assert first["data"]["lines"] == second["data"]["lines"]
    with crm.refused(409, "illegal_transition"):
        shipping.act(ReshipDelivery, again)
