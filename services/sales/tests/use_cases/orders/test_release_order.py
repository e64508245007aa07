"""Letting orders go on."""

from typing import Any

from crm_contracts.sales.commands.orders import HoldOrder, ReleaseOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_released_order_goes_on(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)
    held = crm.do(HoldOrder, rep, order_id=order["id"], version=order["version"], reason="Unpaid invoices")

    released = crm.do(ReleaseOrder, rep, order_id=held["id"], version=held["version"])

    assert (released["status"], released["hold_reason"]) == ("confirmed", "")
    write_golden(crm.events("sales.order.released.v1")[0])
    with crm.refused(409, "illegal_transition"):
        crm.do(ReleaseOrder, rep, order_id=held["id"], version=released["version"])
