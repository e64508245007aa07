"""A delivery is given up."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import CancelDelivery
from crm_kit.testing.service import ServiceUnderTest


def test_its_notices_can_be_delivered_otherwise(crm: ServiceUnderTest, shipping: Any) -> None:
    notice = shipping.accepted()

    cancelled = shipping.act(CancelDelivery, shipping.packed(notice), reason="Wrong truck")

    assert (cancelled["status"], cancelled["reason"]) == ("cancelled", "Wrong truck")
    assert shipping.shipped(notice)["status"] == "shipped"


def test_what_has_left_is_never_cancelled(crm: ServiceUnderTest, shipping: Any) -> None:
    with crm.refused(409, "illegal_transition"):
        shipping.act(CancelDelivery, shipping.shipped(), reason="No")
