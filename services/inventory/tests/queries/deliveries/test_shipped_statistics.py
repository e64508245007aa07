"""What was shipped, summed up."""

import datetime as dt
from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.deliveries import FailDelivery, ReturnDelivery, ShipDelivery
from crm_contracts.inventory.queries.deliveries import ShippedStatistics
from crm_kit.testing.service import ServiceUnderTest


def test_by_everything_one_may_ask(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    crm.hear_golden("customers.account.created.v1", id=given.customer_id, name="Engines", region="North", industry="Steel")
    pump = given.stocked(100, name="Pump", category="Pumps")
    shipping.shipped(shipping.accepted(given.order(given.line(pump, 4))))
    shipping.shipped(shipping.accepted(given.order(given.line(pump, 6))))

    def groups(by: str, **more: Any) -> list[tuple[Any, ...]]:
        found = crm.ask(ShippedStatistics, shipping.keeper, group_by=by, **more)["groups"]
        return [(each["key"], each["name"], each["deliveries"], each["lines"], each["qty"]) for each in found]

    month = dt.datetime.now(dt.UTC).strftime("%Y-%m")
    assert groups("product") == [(pump["id"], "Pump", 2, 2, "10")]
    assert groups("category") == [("Pumps", "Pumps", 2, 2, "10")]
    assert groups("region") == [("North", "North", 2, 2, "10")]
    assert groups("industry") == [("Steel", "Steel", 2, 2, "10")]
    assert groups("customer") == [(str(given.customer_id), "Engines", 2, 2, "10")]
    assert groups("month") == [(month, month, 2, 2, "10")]
    assert groups("month", product_id=given.product()["id"]) == []
    assert groups("month", account_id=given.customer_id) == [(month, month, 2, 2, "10")]


def test_in_the_days_named_and_without_what_came_back(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    past = dt.datetime.now(dt.UTC) - dt.timedelta(days=40)
    shipping.act(ShipDelivery, shipping.packed(shipping.accepted(shipping.order(3))), shipped_at=past)
    back = shipping.act(FailDelivery, shipping.shipped(shipping.accepted(shipping.order(5))), reason="No")
    shipping.act(ReturnDelivery, back, reason="No")

    def qty(**more: Any) -> list[str]:
        return [each["qty"] for each in crm.ask(ShippedStatistics, shipping.keeper, group_by="customer", **more)["groups"]]

    assert qty() == ["3"]
    assert qty(shipped_from=past.date(), shipped_to=past.date()) == ["3"]
    assert qty(shipped_from=given.in_days(-39)) == []
    assert qty(shipped_to=given.in_days(-41)) == []


def test_of_the_customers_of_a_region_and_an_industry(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    for region, industry, qty in (("North", "Steel", 3), ("North", "Glass", 4), ("South", "Steel", 5)):
        customer = uuid4()
        crm.hear_golden("customers.account.created.v1", id=customer, name=f"{region} {industry}", region=region, industry=industry)
        shipping.shipped(shipping.accepted(shipping.order(qty, account_id=customer)))

    def by(group: str, **more: Any) -> dict[str, str]:
        found = crm.ask(ShippedStatistics, shipping.keeper, group_by=group, **more)["groups"]
        return {each["key"]: each["qty"] for each in found}

    assert by("industry", region="North") == {"Steel": "3", "Glass": "4"}
    assert by("region", industry="Steel") == {"North": "3", "South": "5"}
    assert list(by("month", region="North", industry="Steel").values()) == ["3"]
    assert by("product", region="West") == {}


def test_only_what_one_may_see(crm: ServiceUnderTest, shipping: Any) -> None:
    shipping.shipped()

    assert crm.ask(ShippedStatistics, crm.person("inventory.delivery.read:own"))["groups"] == []
