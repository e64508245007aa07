"""Asking for a release."""

from typing import Any

from crm_contracts.inventory.commands.notices import SubmitShipmentNotice
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_draft_is_submitted_once(crm: ServiceUnderTest, shipping: Any) -> None:
    draft = shipping.notice(release_reason=None)

    submitted = shipping.act(SubmitShipmentNotice, draft)

    assert submitted["status"] == "submitted"
    with crm.refused(409, "illegal_transition"):
        shipping.act(SubmitShipmentNotice, submitted)
    write_golden(crm.events("inventory.shipment_notice.updated.v1")[-1])
