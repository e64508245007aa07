"""Deciding about inventory."""

from typing import Any

import pytest

from crm_contracts.inventory.commands.warehouses import ChangeInventorySettings
from crm_contracts.inventory.queries.warehouses import GetInventorySettings
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_first_change_makes_the_settings_the_tenants_own(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    east = given.warehouse("EAST")

    changed = crm.do(ChangeInventorySettings, keeper, version=0, ship_by="order", warehouse_id=east["id"])
    again = crm.do(ChangeInventorySettings, keeper, version=1, over_delivery_percent="2.5")

    assert (changed["version"], changed["ship_by"], again["version"]) == (1, "order", 2)
    assert crm.ask(GetInventorySettings, keeper) == again
    assert (again["warehouse_id"], again["over_delivery_percent"]) == (east["id"], "2.5")


def test_an_old_version_is_refused(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    given.settings(ship_by="order")

    with crm.refused(412):
        crm.do(ChangeInventorySettings, keeper, version=0, ship_by="notice")


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"closed_through": "2999-01-01"}, "in_the_future", "/closed_through"),
        ({"warehouse_id": "01900000-0000-7000-8000-000000000000"}, "unknown_warehouse", "/warehouse_id"),
        ({"adjustment_approval_limit": {"amount": "10.00", "currency": "EUR"}}, "currency_mismatch", "/adjustment_approval_limit"),
        ({"over_receipt_percent": "101"}, "invalid", "/over_receipt_percent"),
        ({"ship_by": "magic"}, "invalid", "/ship_by"),
    ],
)
def test_what_cannot_be_decided_is_named(crm: ServiceUnderTest, keeper: Caller, changes: Any, code: str, pointer: str) -> None:
    with crm.refused(422, code, pointer):
        crm.do(ChangeInventorySettings, keeper, version=0, **changes)

    assert crm.ask(GetInventorySettings, keeper)["version"] == 0


def test_orders_are_served_from_the_chosen_warehouse_first(given: Any) -> None:
    product, east = given.stocked(50), given.warehouse("EAST")
    given.stock(product, 50, warehouse_id=east["id"])
    given.settings(warehouse_id=east["id"])

    given.order(given.line(product, 20))

    assert given.balance(product, east) == (50, 20)


def test_books_are_closed_through_days_that_are_over(crm: ServiceUnderTest, given: Any) -> None:
    closed = given.settings(closed_through=given.in_days(-1))

    with crm.refused(422, "in_the_future", "/closed_through"):
        given.settings(closed_through=given.in_days(0))

    assert closed["closed_through"] == str(given.in_days(-1))
