"""Putting orders on hold."""

from typing import Any

from crm_contracts.sales.commands.orders import HoldOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_held_order_says_why(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)

    held = crm.do(HoldOrder, rep, order_id=order["id"], version=order["version"], reason="Unpaid invoices")

    assert (held["status"], held["hold_reason"]) == ("on_hold", "Unpaid invoices")
    event = crm.events("sales.order.held.v1")[0]
    assert (event["data"]["status"], event["data"]["reason"]) == ("on_hold", "Unpaid invoices")
    write_golden(event)


def test_a_draft_is_not_held(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep)

    with crm.refused(409, "illegal_transition"):
        crm.do(HoldOrder, rep, order_id=order["id"], version=order["version"], reason="No")
