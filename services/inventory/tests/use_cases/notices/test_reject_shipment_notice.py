"""The warehouse says no."""

from typing import Any

from crm_contracts.inventory.commands.notices import RejectShipmentNotice
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_is_rejected_can_be_asked_for_anew(crm: ServiceUnderTest, shipping: Any) -> None:
    order = shipping.order(10)

    rejected = shipping.act(RejectShipmentNotice, shipping.notice(order), reason="Address is unknown")

    assert (rejected["status"], rejected["reason"]) == ("rejected", "Address is unknown")
    assert shipping.notice(order)["lines"][0]["qty"] == "10"
    write_golden(crm.events("inventory.shipment_notice.rejected.v1")[0])


def test_what_is_accepted_is_not_rejected_any_more(crm: ServiceUnderTest, shipping: Any) -> None:
    with crm.refused(409, "illegal_transition"):
        shipping.act(RejectShipmentNotice, shipping.accepted(), reason="No")
