"""The goods could not be handed over."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import FailDelivery
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_it_says_why(crm: ServiceUnderTest, shipping: Any) -> None:
    failed = shipping.act(FailDelivery, shipping.shipped(), reason="Nobody there")

    assert (failed["status"], failed["reason"]) == ("delivery_failed", "Nobody there")
    write_golden(crm.events("inventory.delivery.failed.v1")[0])
