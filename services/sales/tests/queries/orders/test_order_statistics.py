"""What was ordered, shipped, invoiced and collected, and its margin."""

from typing import Any

import pytest

from crm_contracts.sales.commands.orders import CancelOrder
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.order_statistics import OrderStatistics
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture
def shop(crm: ServiceUnderTest, given: Any, rep: Caller) -> dict[str, Any]:
    """Two orders of two customers, in two currencies; one has left the warehouse by half."""
    crm.do(SetExchangeRate, crm.administrator(), currency="USD", rate="7", date=given.in_days(-60))
    pump, seal = given.product("PUMP", category="Pumps"), given.product("SEAL", category="Seals")
    east, west = given.account("East", region="East", industry="chemistry"), given.account("West", region="West", industry="mining")
    freight = {"kind": "charge", "name": "Freight", "unit_price": "99"}
    first = [
        {"product_id": pump, "qty": "4", "unit_price": "10", "discount": "25"},
        {"product_id": seal, "qty": "10", "unit_price": "1"},
    ]
    second = [{"product_id": pump, "qty": "1", "unit_price": "20"}, freight]
    orders = [
        given.confirmed(rep, account_id=east, lines=first, ordered_on=given.in_days(-40)),
        given.confirmed(rep, account_id=west, lines=second, currency="USD", ordered_on=given.in_days(-2)),
    ]
    given.shipped(orders[0], "2")
    return {"pump": pump, "seal": seal, "east": east, "orders": orders}


def stand(crm: ServiceUnderTest, who: Caller, **query: Any) -> dict[str, tuple[str, str]]:
    found = crm.ask(OrderStatistics, who, **query)
    return {row["name"]: (row["ordered"]["amount"], row["shipped"]["amount"]) for row in found["rows"]}


def test_amounts_are_net_of_discount_in_the_currency_of_the_books(
    crm: ServiceUnderTest, shop: dict[str, Any], rep: Caller
) -> None:  # fmt: skip
    by_product = crm.ask(OrderStatistics, rep, group_by="product")

    pump, seal = by_product["rows"]
    assert (pump["name"], pump["orders"], pump["ordered_qty"], pump["ordered"]["amount"]) == ("Product PUMP", 2, "5", "170.00")
    assert (pump["shipped_qty"], pump["shipped"]["amount"]) == ("2", "15.00")
    assert (seal["ordered"]["amount"], seal["shipped_qty"], seal["collected"]["amount"]) == ("10.00", "0", "0.00")
    assert (by_product["total"]["orders"], by_product["total"]["ordered"]["amount"]) == (2, "180.00")


def test_they_are_grouped_by_whom_what_and_when(crm: ServiceUnderTest, given: Any, shop: dict[str, Any], rep: Caller) -> None:
    assert stand(crm, rep, group_by="category") == {"Pumps": ("170.00", "15.00"), "Seals": ("10.00", "0.00")}
    assert stand(crm, rep, group_by="account") == {"West": ("140.00", "0.00"), "East": ("40.00", "15.00")}
    assert stand(crm, rep, group_by="industry") == {"mining": ("140.00", "0.00"), "chemistry": ("40.00", "15.00")}
    assert stand(crm, rep, group_by="region", region="East") == {"East": ("40.00", "15.00")}
    assert stand(crm, rep) == {"Somebody": ("180.00", "15.00")}
    assert set(stand(crm, rep, group_by="month")) == {f"{given.in_days(days):%Y-%m}" for days in (-40, -2)}
    assert stand(crm, rep, ordered_from=given.in_days(-5), group_by="status") == {"confirmed": ("140.00", "0.00")}
    assert stand(crm, rep, product_id=shop["seal"]) == {"Somebody": ("10.00", "0.00")}


def test_only_what_one_may_see_and_what_binds_counts(crm: ServiceUnderTest, given: Any, shop: dict[str, Any], rep: Caller) -> None:
    stranger = crm.person("sales.statistics.read:own")
    given.order(rep)
    second = shop["orders"][1]

    assert crm.ask(OrderStatistics, stranger)["total"]["orders"] == 0
    crm.do(CancelOrder, rep, order_id=second["id"], version=second["version"], reason="Changed their mind")

    assert crm.ask(OrderStatistics, rep)["total"]["ordered"]["amount"] == "40.00"


def test_the_total_has_what_the_limit_leaves_out(crm: ServiceUnderTest, shop: dict[str, Any], rep: Caller) -> None:
    found = crm.ask(OrderStatistics, rep, group_by="account", limit=1)

    assert ([row["name"] for row in found["rows"]], found["total"]["ordered"]["amount"]) == (["West"], "180.00")


def test_what_came_back_is_returned_and_not_shipped(crm: ServiceUnderTest, given: Any, shop: dict[str, Any], rep: Caller) -> None:
    gone = given.shipped(shop["orders"][0], "1", "5")
    given.shipped(shop["orders"][0], "1", "5", delivery=gone, version=2, news="returned")

    by_product = crm.ask(OrderStatistics, rep, group_by="product")

    pump, seal = by_product["rows"]
    assert (pump["shipped_qty"], pump["returned_qty"], pump["returned"]["amount"]) == ("2", "1", "7.50")
    assert (seal["shipped_qty"], seal["returned_qty"], seal["returned"]["amount"]) == ("0", "5", "5.00")
    assert by_product["total"]["returned"]["amount"] == "12.50"


def test_margin_is_what_is_shipped_less_what_it_cost(crm: ServiceUnderTest, given: Any, shop: dict[str, Any], rep: Caller) -> None:
    controller = crm.person("sales.statistics.read:all", "inventory.cost.read:all")
    pump, seal = shop["orders"][0]["lines"]
    costs = [cost(pump, "4.50"), cost(seal, "5.5")]
    gone = given.shipped(shop["orders"][0], "1", "5", costs=costs)

    by_product = crm.ask(OrderStatistics, controller, group_by="product")

    assert [(row["cost"]["amount"], row["margin"]["amount"]) for row in by_product["rows"]] == [
        ("4.50", "18.00"),
        ("5.50", "-0.50"),
    ]
    assert (by_product["total"]["cost"]["amount"], by_product["total"]["margin"]["amount"]) == ("10.00", "17.50")
    given.shipped(shop["orders"][0], "1", "5", costs=costs, delivery=gone, version=2, news="returned")
    total = crm.ask(OrderStatistics, controller)["total"]
    assert (total["cost"]["amount"], total["margin"]["amount"]) == ("0.00", "15.00")


def test_who_may_not_see_costs_sees_no_margin(crm: ServiceUnderTest, given: Any, shop: dict[str, Any], rep: Caller) -> None:
    given.shipped(shop["orders"][0], "1", costs=[cost(shop["orders"][0]["lines"][0], "4.50")])

    found = crm.ask(OrderStatistics, rep, group_by="product")

    assert {(row["cost"], row["margin"]) for row in (*found["rows"], found["total"])} == {(None, None)}


def cost(line: dict[str, Any], amount: str) -> dict[str, Any]:
    """What goods of a line were worth."""
    return {"order_line_id": line["id"], "cost": {"amount": amount, "currency": "CNY"}}
