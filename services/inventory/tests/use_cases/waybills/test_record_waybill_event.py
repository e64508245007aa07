"""What carriers say."""

import datetime as dt
from typing import Any

from crm_contracts.inventory.commands.deliveries import CreateWaybill, RecordWaybillEvent
from crm_kit.testing.service import ServiceUnderTest

NOW = dt.datetime.now(dt.UTC)


def waybill(crm: ServiceUnderTest, shipping: Any, delivery: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = crm.do(CreateWaybill, shipping.keeper, delivery_id=delivery["id"], carrier="sf", number="SF1")
    return made


def record(crm: ServiceUnderTest, shipping: Any, made: dict[str, Any], status: str, minutes: int, **more: Any) -> dict[str, Any]:
    told = {"status": status, "at": dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes), **more}
    recorded: dict[str, Any] = crm.do(RecordWaybillEvent, shipping.keeper, waybill_id=made["id"], **told)
    return recorded


def test_events_may_come_in_any_order(crm: ServiceUnderTest, shipping: Any) -> None:
    made = waybill(crm, shipping, shipping.shipped(shipping.accepted()))

    record(crm, shipping, made, "out_for_delivery", 3)
    late = record(crm, shipping, made, "运输中", 1, place="Shenzhen")
    record(crm, shipping, made, "picked up", 2)
    record(crm, shipping, made, "picked up", 2)

    assert late["status"] == "out_for_delivery"
    assert len(crm.events("inventory.waybill.status_changed.v1")) == 2


def test_signed_delivers_what_is_on_its_way(crm: ServiceUnderTest, shipping: Any) -> None:
    delivery = shipping.shipped()
    made = waybill(crm, shipping, delivery)

    signed = record(crm, shipping, made, "Delivered", 2, signed_by="Ada")
    record(crm, shipping, made, "in_transit", 4)

    delivered = shipping.delivery_again(delivery)
    assert (signed["status"], delivered["status"], delivered["signed_by"]) == ("signed", "delivered", "Ada")
    assert len(crm.events("inventory.delivery.delivered.v1")) == 1


def test_words_that_nobody_knows_and_times_to_come_are_refused(crm: ServiceUnderTest, shipping: Any) -> None:
    made = waybill(crm, shipping, shipping.shipped())

    with crm.refused(422, "unknown_status", "/status"):
        record(crm, shipping, made, "lost in thought", -1)
    with crm.refused(422, "in_the_future", "/at"):
        record(crm, shipping, made, "signed", 60)
