"""Stock at the end of a day, and how fast it goes."""

from typing import Any

from crm_contracts.inventory.commands.stock import CreateStockAdjustment
from crm_contracts.inventory.queries.stock import ListStockAnalysis
from crm_kit.caller import Caller
from crm_kit.testing.plans import rows_read
from crm_kit.testing.service import ServiceUnderTest


def analysed(crm: ServiceUnderTest, who: Caller, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = crm.ask(ListStockAnalysis, who, **asked)["data"][0]
    return found


def test_balance_and_value_are_as_they_were_on_the_day(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, east = given.product(), given.warehouse("EAST")
    given.stock(product, 10, "10", posted_on=given.in_days(-20))
    given.stock(product, 10, "20", posted_on=given.in_days(-5), warehouse_id=east["id"])

    then, now = analysed(crm, keeper, as_of=given.in_days(-6)), analysed(crm, keeper)

    assert (then["on_hand"], then["value"], len(then["warehouses"])) == ("10", "100", 1)
    assert (now["on_hand"], now["value"], now["last_moved_on"]) == ("20", "300", str(given.in_days(-5)))
    assert {each["warehouse_id"]: each["value"] for each in now["warehouses"]} == {
        given.main_warehouse()["id"]: "100", east["id"]: "200",
    }  # fmt: skip
    assert analysed(crm, keeper, warehouse_id=east["id"])["on_hand"] == "10"


def test_turnover_is_cost_of_goods_by_average_stock(crm: ServiceUnderTest, given: Any, keeper: Caller, ship: Any) -> None:
    product = given.product()
    given.stock(product, 100, "10", posted_on=given.in_days(-60))
    ship(product, 40, given.in_days(-5))

    row = analysed(crm, keeper, window_days=30)

    assert (row["shipped"], row["cost_of_goods"], row["on_hand"]) == ("40", "400", "60")
    assert (row["turnover"], row["days_of_cover"]) == ("0.5", "45")


def test_what_came_last_is_what_is_left(crm: ServiceUnderTest, given: Any, keeper: Caller, ship: Any) -> None:
    product, east = given.product(), given.warehouse("EAST")
    for days, qty in ((-60, 10), (-20, 6), (-5, 2)):
        given.stock(product, qty, posted_on=given.in_days(days))
    given.stock(product, 4, posted_on=given.in_days(-1), warehouse_id=east["id"])
    ship(product, 14, given.in_days(-2))

    ages = [
        analysed(crm, keeper, **asked)["age_days"] for asked in ({}, {"warehouse_id": east["id"]}, {"as_of": given.in_days(-60)})
    ]

    assert ages == ["6.8", "1", "0"]
    assert analysed(crm, keeper, as_of=given.in_days(-61))["age_days"] is None


def test_stock_of_which_nothing_leaves_is_dead(crm: ServiceUnderTest, given: Any, keeper: Caller, ship: Any) -> None:
    product = given.product()
    given.stock(product, 10, posted_on=given.in_days(-60))
    ship(product, 1, given.in_days(-40))

    assert [analysed(crm, keeper, window_days=days)["is_dead"] for days in (90, 30)] == [False, True]
    assert analysed(crm, keeper, as_of=given.in_days(-61))["is_dead"] is False, "there was none"


def test_other_goods_out_are_not_sales(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)
    crm.do(CreateStockAdjustment, keeper, kind="out", reason="loss", lines=[{"product_id": product["id"], "qty": "4"}])

    row = analysed(crm, keeper)

    assert (row["shipped"], row["turnover"], row["days_of_cover"]) == ("0", "0", None)


def test_values_are_for_who_may_see_costs(crm: ServiceUnderTest, given: Any) -> None:
    given.stocked(10)

    row = analysed(crm, crm.person("inventory.statistics.read:all"))

    assert (row["on_hand"], row["value"], row["turnover"], row["warehouses"][0]["value"]) == ("10", None, None, None)


def test_products_that_never_moved_and_pages(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    given.product(code="A-1", kind="service")
    given.product(code="B-1")
    given.stocked(3, code="C-1")

    first = crm.ask(ListStockAnalysis, keeper, limit=1)
    rest = crm.ask(ListStockAnalysis, keeper, limit=1, cursor=first["next_cursor"])

    assert [(row["code"], row["on_hand"], row["warehouses"]) for row in first["data"]] == [("B-1", "0", [])]
    assert [row["code"] for row in rest["data"]] == ["C-1"]


def test_a_page_reads_the_ledger_of_its_products_only(crm: ServiceUnderTest, given: Any, keeper: Caller, many: Any) -> None:
    many(1000)
    deep = crm.ask(ListStockAnalysis, keeper, limit=200)["next_cursor"]

    for asked in ({}, {"cursor": deep}, {"sort": "name"}):
        assert rows_read(crm, ListStockAnalysis, keeper, limit=20, **asked) < 1000, asked
