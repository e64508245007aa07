"""Which products the business turns on."""

from typing import Any

from crm_contracts.inventory.queries.stock import StockClasses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def classes(crm: ServiceUnderTest, who: Caller, **asked: Any) -> list[tuple[str, str]]:
    return [(row["code"], row["stock_class"]) for row in crm.ask(StockClasses, who, **asked)["products"]]


def test_the_first_eighty_per_cent_are_a(crm: ServiceUnderTest, given: Any, keeper: Caller, ship: Any) -> None:
    for code, cost, qty in (("BIG", "70", 10), ("NEXT", "15", 10), ("SOME", "12", 10), ("LITTLE", "3", 10)):
        ship(given.stocked(20, cost, code=code), qty, given.in_days(0))
    given.stocked(20, "99", code="UNSOLD")

    found = crm.ask(StockClasses, keeper)

    assert classes(crm, keeper) == [("BIG", "A"), ("NEXT", "A"), ("SOME", "B"), ("LITTLE", "C")]
    assert (found["a"], found["b"], found["c"]) == (2, 1, 1)
    assert [(row["cost_of_goods"]["amount"], row["share"], row["shipped"]) for row in found["products"][:2]] == [
        ("700.00", "70", "10"), ("150.00", "15", "10"),
    ]  # fmt: skip
    assert classes(crm, keeper, a_percent=60, b_percent=80)[1:] == [("NEXT", "B"), ("SOME", "C"), ("LITTLE", "C")]


def test_of_a_window_and_a_warehouse(crm: ServiceUnderTest, given: Any, keeper: Caller, ship: Any) -> None:
    product, east = given.product(code="P"), given.warehouse("EAST")
    given.stock(product, 10, posted_on=given.in_days(-60))
    ship(product, 5, given.in_days(-40))

    assert [len(classes(crm, keeper, window_days=days)) for days in (40, 41)] == [0, 1]
    assert classes(crm, keeper, as_of=given.in_days(-41)) == []
    assert classes(crm, keeper, warehouse_id=east["id"]) == []
    with crm.refused(422, "out_of_range", "/b_percent"):
        crm.ask(StockClasses, keeper, a_percent=80, b_percent=80)


def test_costs_are_for_who_may_see_them(crm: ServiceUnderTest, given: Any, ship: Any) -> None:
    ship(given.stocked(20), 10, given.in_days(0))

    (row,) = crm.ask(StockClasses, crm.person("inventory.statistics.read:all"))["products"]

    assert (row["stock_class"], row["shipped"], row["cost_of_goods"], row["share"]) == ("A", "10", None, None)
