"""What is still to be shipped, summed up."""

from typing import Any

import pytest

from crm_contracts.inventory.queries.deliveries import OpenShipmentTotals
from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture
def orders(crm: ServiceUnderTest, given: Any) -> dict[str, Any]:
    pump, valve = given.stocked(code="PUMP", name="Pump"), given.stocked(code="VALVE", name="Valve")
    crm.hear_golden("customers.account.created.v1", id=given.customer_id, name="Engines Ltd")
    given.order(given.line(pump, 5, due_on=given.in_days(1)), given.line(valve, 2))
    given.order(given.line(pump, 4, due_on=given.in_days(3)))
    return {"pump": pump, "valve": valve}


@pytest.mark.usefixtures("orders")
def test_by_customer(crm: ServiceUnderTest, given: Any, keeper: Any) -> None:
    (group,) = crm.ask(OpenShipmentTotals, keeper)["groups"]

    assert group == {"key": str(given.customer_id), "name": "Engines Ltd", "orders": 2, "lines": 3, "open": "11"}


def test_by_product(crm: ServiceUnderTest, keeper: Any, orders: dict[str, Any]) -> None:
    groups = crm.ask(OpenShipmentTotals, keeper, group_by="product")["groups"]

    assert [(each["key"], each["name"], each["open"]) for each in groups] == [
        (orders["pump"]["id"], "Pump", "9"), (orders["valve"]["id"], "Valve", "2"),
    ]  # fmt: skip


@pytest.mark.usefixtures("orders")
def test_by_due_date(crm: ServiceUnderTest, given: Any, keeper: Any) -> None:
    groups = crm.ask(OpenShipmentTotals, keeper, group_by="due")["groups"]
    soon = crm.ask(OpenShipmentTotals, keeper, group_by="due", due_to=given.in_days(2))["groups"]

    assert [each["key"] for each in groups] == [given.in_days(1).isoformat(), given.in_days(3).isoformat(), None]
    assert [each["open"] for each in soon] == ["5"]


@pytest.mark.usefixtures("orders")
def test_only_what_one_may_see(crm: ServiceUnderTest) -> None:
    assert crm.ask(OpenShipmentTotals, crm.person("inventory.delivery.read:own"))["groups"] == []
