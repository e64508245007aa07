"""What the warehouse proposed is not taken."""

from typing import Any

from crm_contracts.inventory.commands.notices import CounterShipmentNotice, RefuseShipmentNotice


def test_it_is_released_as_it_was(given: Any, shipping: Any) -> None:
    countered = shipping.act(CounterShipmentNotice, shipping.notice(), reason="Later", ship_on=given.in_days(9))

    refused = shipping.act(RefuseShipmentNotice, countered, reason="The customer waits")

    assert (refused["status"], refused["proposed_on"], refused["reason"]) == ("released", None, "The customer waits")
