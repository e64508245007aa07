"""What the warehouse proposed is taken."""

from typing import Any

from crm_contracts.inventory.commands.notices import AgreeShipmentNotice, CounterShipmentNotice
from crm_kit.testing.service import ServiceUnderTest


def test_the_proposal_holds_and_the_rest_stays_on_the_order(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10, 5, stock=4)
    notice = shipping.notice(order)
    first, second = notice["lines"]
    lines = [{"order_line_id": first["order_line_id"], "qty": "4"}, {"order_line_id": second["order_line_id"], "qty": "0"}]
    countered = shipping.act(CounterShipmentNotice, notice, reason="Short", ship_on=given.in_days(2), lines=lines)

    agreed = shipping.act(AgreeShipmentNotice, countered)

    assert (agreed["status"], agreed["ship_on"], agreed["proposed_on"]) == ("accepted", given.in_days(2).isoformat(), None)
    assert [(each["order_line_id"], each["qty"]) for each in agreed["lines"]] == [(first["order_line_id"], "4")]
    assert len(shipping.notice(order)["lines"]) == 2


def test_there_must_be_a_proposal(crm: ServiceUnderTest, shipping: Any) -> None:
    with crm.refused(409, "illegal_transition"):
        shipping.act(AgreeShipmentNotice, shipping.notice())
