"""Why goods may leave."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import CreateDelivery
from crm_contracts.inventory.commands.notices import ReleaseShipmentNotice
from crm_kit.testing.service import ServiceUnderTest


def submitted(shipping: Any, **order: Any) -> dict[str, Any]:
    notice: dict[str, Any] = shipping.notice(shipping.order(1, **order), release_reason=None, submit=True)
    return notice


def test_paid_needs_a_paid_order(crm: ServiceUnderTest, shipping: Any) -> None:
    with crm.refused(409, "not_paid"):
        shipping.act(ReleaseShipmentNotice, submitted(shipping, payment_status="partial"), release_reason="paid")

    released = shipping.act(ReleaseShipmentNotice, submitted(shipping, payment_status="paid"), release_reason="paid")

    assert (released["status"], released["release_reason"]) == ("released", "paid")
    assert released["released_by"] == str(shipping.keeper.user_id)


def test_credit_needs_an_order_that_is_no_exception(crm: ServiceUnderTest, shipping: Any) -> None:
    with crm.refused(409, "order_is_exception"):
        shipping.act(ReleaseShipmentNotice, submitted(shipping, is_exception=True), release_reason="credit")

    assert shipping.act(ReleaseShipmentNotice, submitted(shipping), release_reason="credit")["release_reason"] == "credit"


def test_approved_needs_somebody_who_may_approve(crm: ServiceUnderTest, shipping: Any) -> None:
    clerk = crm.person("inventory.shipment_notice.release:all")
    notice = submitted(shipping, is_exception=True)

    with crm.refused(403, "forbidden"):
        shipping.act(ReleaseShipmentNotice, notice, clerk, release_reason="approved")

    assert shipping.act(ReleaseShipmentNotice, notice, release_reason="approved")["status"] == "released"


def test_what_is_not_released_cannot_leave(crm: ServiceUnderTest, shipping: Any) -> None:
    notice = submitted(shipping)

    with crm.refused(409, "not_accepted"):
        crm.do(CreateDelivery, shipping.keeper, notice_ids=[notice["id"]])
