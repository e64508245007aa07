"""What can be promised."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.stock import ReserveStock
from crm_contracts.inventory.queries.stock import StockAvailability
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_on_hand_less_reserved_plus_what_comes_by_the_day(crm: ServiceUnderTest, given: Any, keeper: Caller, expect: Any) -> None:
    product = given.stocked(10)
    crm.do(ReserveStock, keeper, product_id=product["id"], qty="4")
    expect(product, 5, given.in_days(3))
    expect(product, 50, given.in_days(9))

    def promise(day: int, qty: str | None = None) -> dict[str, Any]:
        asked = {"product_ids": [product["id"]], "on": given.in_days(day), **({"qty": qty} if qty else {})}
        found: dict[str, Any] = crm.ask(StockAvailability, keeper, **asked)["products"][0]
        return found

    assert [promise(day)["to_promise"] for day in (0, 3, 9)] == ["6", "11", "61"]
    dates = [promise(0, qty)["complete_on"] for qty in ("6", "11", "12", "62")]
    assert dates == [str(given.in_days(0)), str(given.in_days(3)), str(given.in_days(9)), None]


def test_one_warehouse_or_all(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, other, east = given.stocked(10), given.product(), given.warehouse("EAST")
    given.stock(product, 7, warehouse_id=east["id"])

    everywhere = crm.ask(StockAvailability, keeper, product_ids=[product["id"], other["id"]])["products"]
    there = crm.ask(StockAvailability, keeper, product_ids=[product["id"]], warehouse_id=east["id"])["products"]

    assert [each["available"] for each in everywhere] == ["17", "0"]
    assert there[0]["available"] == "7"


def test_what_is_short_says_when_it_is_expected(crm: ServiceUnderTest, given: Any, expect: Any) -> None:
    product = given.stocked(2)
    expect(product, 10, given.in_days(5))

    given.order(given.line(product, 6))

    told = crm.events("inventory.stock.reservation_failed.v1")[0]["data"]["lines"][0]
    assert (told["shortage"], told["expected_date"]) == ("4", str(given.in_days(5)))


def test_unknown_products_are_named(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    with crm.refused(422, "unknown_product", "/product_ids/1"):
        crm.ask(StockAvailability, keeper, product_ids=[given.product()["id"], uuid4()])
