"""The warehouse proposes something else."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.notices import CounterShipmentNotice
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_day_and_quantities_are_proposed(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    notice = shipping.notice(shipping.order(10))
    lines = [{"order_line_id": notice["lines"][0]["order_line_id"], "qty": "4"}]

    countered = shipping.act(CounterShipmentNotice, notice, reason="Truck is full", ship_on=given.in_days(3), lines=lines)

    assert (countered["status"], countered["proposed_on"]) == ("counter_proposed", given.in_days(3).isoformat())
    assert (countered["lines"][0]["qty"], countered["lines"][0]["proposed"]) == ("10", "4")
    write_golden(crm.events("inventory.shipment_notice.counter_proposed.v1")[0])


def test_a_proposal_is_less_and_not_nothing(crm: ServiceUnderTest, shipping: Any) -> None:
    notice = shipping.notice(shipping.order(10))
    line_id = notice["lines"][0]["order_line_id"]

    with crm.refused(422, "nothing_proposed"):
        shipping.act(CounterShipmentNotice, notice, reason="Well")
    with crm.refused(422, "too_much", "/lines/0/qty"):
        shipping.act(CounterShipmentNotice, notice, reason="Well", lines=[{"order_line_id": line_id, "qty": "11"}])
    with crm.refused(422, "unknown_line", "/lines/0/order_line_id"):
        shipping.act(CounterShipmentNotice, notice, reason="Well", lines=[{"order_line_id": uuid4(), "qty": "1"}])
    with crm.refused(422, "nothing_left", "/lines"):
        shipping.act(CounterShipmentNotice, notice, reason="Well", lines=[{"order_line_id": line_id, "qty": "0"}])
