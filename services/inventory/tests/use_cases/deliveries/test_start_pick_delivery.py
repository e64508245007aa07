"""Picking."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import PackDelivery, StartPickDelivery
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_is_picked_and_then_packed(crm: ServiceUnderTest, shipping: Any) -> None:
    picking = shipping.act(StartPickDelivery, shipping.delivery())

    assert picking["status"] == "picking"
    with crm.refused(409, "illegal_transition"):
        shipping.act(StartPickDelivery, picking)
    assert shipping.act(PackDelivery, picking)["status"] == "packed"
