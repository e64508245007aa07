"""How carriers do."""

import datetime as dt
from typing import Any

from crm_contracts.inventory.commands.deliveries import RecordWaybillEvent, ShipDelivery
from crm_contracts.inventory.queries.deliveries import ListWaybills, WaybillStatistics
from crm_kit.testing.service import ServiceUnderTest

NOW = dt.datetime.now(dt.UTC)


def consignment(crm: ServiceUnderTest, given: Any, shipping: Any, carrier: str, due: int | None = None, **events: int) -> None:
    """One that left twenty days ago, with the carrier's words, each so many days afterwards."""
    left, due_on = NOW - dt.timedelta(days=20), None if due is None else given.in_days(due - 20)
    order = given.order(given.line(given.stocked(10), 1, due_on=due_on))
    number = f"{carrier}-{order['number']}"
    told = {"shipped_at": left, "waybills": [{"carrier": carrier, "number": number}]}
    shipping.act(ShipDelivery, shipping.packed(shipping.accepted(order)), **told)
    where = {"field": "number", "value": number}
    waybill = crm.ask(ListWaybills, shipping.keeper, where=where)["data"][0]
    for status, days in events.items():
        at = left + dt.timedelta(days=days)
        crm.do(RecordWaybillEvent, shipping.keeper, waybill_id=waybill["id"], status=status, at=at)


def test_what_arrives_in_time_and_how_soon(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    consignment(crm, given, shipping, "sf", due=5, picked_up=1, signed=3)
    consignment(crm, given, shipping, "sf", due=5, signed=5)
    consignment(crm, given, shipping, "sf", due=5, signed=6)
    consignment(crm, given, shipping, "sf", signed=6)
    consignment(crm, given, shipping, "sf", exception=4)
    consignment(crm, given, shipping, "dhl", due=5, returned=9)

    sf, dhl = crm.ask(WaybillStatistics, shipping.keeper)["carriers"]

    assert sf == {
        "carrier": "sf", "consignments": 5, "under_way": 1, "exceptions": 1, "signed": 4, "returned": 0, "promised": 3,
        "on_time": 2, "on_time_percent": "66.7", "transit_days": "4.75",
    }  # fmt: skip
    assert (dhl["consignments"], dhl["returned"], dhl["on_time_percent"], dhl["transit_days"]) == (1, 1, None, None)


def test_of_the_days_named_and_what_one_may_see(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    consignment(crm, given, shipping, "sf", signed=3)
    stranger = crm.person("inventory.waybill.read:own")

    def found(who: Any = shipping.keeper, **days: Any) -> int:
        return len(crm.ask(WaybillStatistics, who, **days)["carriers"])

    assert found(booked_from=given.in_days(0), booked_to=given.in_days(0)) == 1
    assert (found(booked_from=given.in_days(1)), found(booked_to=given.in_days(-1)), found(stranger)) == (0, 0, 0)
