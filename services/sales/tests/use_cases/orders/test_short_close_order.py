"""Delivering no more."""

from typing import Any

from crm_contracts.sales.commands.orders import ShortCloseOrder
from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_is_left_is_told(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)
    given.shipped(order, "0.5")
    now = crm.ask(GetOrder, rep, order_id=order["id"])

    closed = crm.do(ShortCloseOrder, rep, order_id=order["id"], version=now["version"], reason="Out of production")

    assert closed["status"] == "short_closed"
    event = crm.events("sales.order.short_closed.v1")[0]
    assert [line["qty"] for line in event["data"]["remaining"]] == ["1.5"]
    write_golden(event)


def test_not_while_something_may_be_shipped(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)
    notice = given.on_notice(order, "1")

    with crm.refused(409, "on_notice", "/lines/0"):
        crm.do(ShortCloseOrder, rep, order_id=order["id"], version=order["version"], reason="No more")
    given.on_notice(order, "1", "cancelled", version=2, notice=notice)

    closed = crm.do(ShortCloseOrder, rep, order_id=order["id"], version=order["version"], reason="No more")
    assert closed["status"] == "short_closed"
