"""The customer has the goods."""

import datetime as dt
from typing import Any

from crm_contracts.inventory.commands.deliveries import ConfirmDelivery
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_somebody_signed(crm: ServiceUnderTest, shipping: Any) -> None:
    delivered = shipping.act(ConfirmDelivery, shipping.shipped(), signed_by="A. Lovelace", proof="photo 17")

    assert (delivered["status"], delivered["signed_by"], delivered["proof"]) == ("delivered", "A. Lovelace", "photo 17")
    write_golden(crm.events("inventory.delivery.delivered.v1")[0])


def test_not_before_they_left_nor_in_the_future(crm: ServiceUnderTest, shipping: Any) -> None:
    shipped, now = shipping.shipped(), dt.datetime.now(dt.UTC)

    with crm.refused(422, "before_shipment", "/delivered_at"):
        shipping.act(ConfirmDelivery, shipped, signed_by="Ada", delivered_at=now - dt.timedelta(days=1))
    with crm.refused(422, "in_the_future", "/delivered_at"):
        shipping.act(ConfirmDelivery, shipped, signed_by="Ada", delivered_at=now + dt.timedelta(days=1))


def test_what_has_not_left_is_not_delivered(crm: ServiceUnderTest, shipping: Any) -> None:
    with crm.refused(409, "illegal_transition"):
        shipping.act(ConfirmDelivery, shipping.packed(), signed_by="Ada")
