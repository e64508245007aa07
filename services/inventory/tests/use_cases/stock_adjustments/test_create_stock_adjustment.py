"""Goods in and out for other reasons than purchases and sales."""

from typing import Any

import pytest

from crm_contracts.inventory.commands.stock import CreateStockAdjustment, ReserveStock
from crm_contracts.inventory.queries.products import GetProductCosts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def adjust(crm: ServiceUnderTest, who: Caller, kind: str, *lines: tuple[dict[str, Any], str, str | None], **more: Any) -> Any:
    told = [{"product_id": product["id"], "qty": qty} | ({"unit_cost": cost} if cost else {}) for product, qty, cost in lines]
    return crm.do(CreateStockAdjustment, who, **{"kind": kind, "reason": "found", "lines": told, **more})


def test_opening_stock_comes_in_at_its_cost(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    pump, valve = given.product(), given.product()

    made = adjust(crm, keeper, "in", (pump, "10", "12.5"), (valve, "3", "0"), reason="opening_balance")

    assert (made["status"], made["number"][:3]) == ("posted", "SA-")
    assert made["value"] == {"amount": "125.00", "currency": "CNY"}
    assert (given.balance(pump), given.balance(valve)) == ((10, 0), (3, 0))
    given.check_books()
    write_golden(crm.events("inventory.stock.moved.v1")[0])
    write_golden(crm.events("inventory.stock.level_changed.v1")[0])


def test_the_cost_is_the_moving_average_and_goes_out_with_the_goods(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10, "10")
    given.stock(product, 20, "13")

    out = adjust(crm, keeper, "out", (product, "15", None), reason="damage")

    costs = crm.ask(GetProductCosts, keeper, product_id=product["id"])
    assert out["value"]["amount"] == "180.00"
    assert (costs["unit_cost"], costs["value"]["amount"], costs["on_hand"]) == ("12", "180.00", "15")
    given.check_books()


def test_the_last_piece_takes_what_is_left_of_the_value(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(3, "3.333333")
    for _ in range(3):
        adjust(crm, keeper, "out", (product, "1", None))

    costs = crm.ask(GetProductCosts, keeper, product_id=product["id"])

    assert (costs["on_hand"], costs["value"]["amount"]) == ("0", "0.00")
    given.check_books()


def test_what_comes_in_without_a_cost_costs_what_is_there(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10, "7")

    adjust(crm, keeper, "in", (product, "5", None))

    assert crm.ask(GetProductCosts, keeper, product_id=product["id"])["value"]["amount"] == "105.00"
    with crm.refused(422, "unit_cost_required", "/lines/0/unit_cost"):
        adjust(crm, keeper, "in", (given.product(), "5", None))


def test_no_more_goes_out_than_is_free_and_nothing_changes(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    plenty, scarce = given.stocked(100), given.stocked(10)
    crm.do(ReserveStock, keeper, product_id=scarce["id"], qty="4")

    with crm.refused(409, "insufficient_stock", "/lines/1/qty") as problem:
        adjust(crm, keeper, "out", (plenty, "1", None), (scarce, "7", None))

    assert problem["available"] == "6"
    assert (given.balance(plenty), given.balance(scarce)) == ((100, 0), (10, 4))
    given.check_books()


def test_two_lines_of_one_product_count_together(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)

    with crm.refused(409, "insufficient_stock", "/lines/1/qty"):
        adjust(crm, keeper, "out", (product, "6", None), (product, "6", None))


def test_it_may_have_happened_before_but_not_in_closed_books(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()
    given.settings(closed_through=given.in_days(-10))

    made = adjust(crm, keeper, "in", (product, "1", "5"), posted_on=given.in_days(-9))

    assert made["posted_on"] == str(given.in_days(-9))
    with crm.refused(422, "period_closed", "/posted_on"):
        adjust(crm, keeper, "in", (product, "1", "5"), posted_on=given.in_days(-10))
    with crm.refused(422, "in_the_future", "/posted_on"):
        adjust(crm, keeper, "in", (product, "1", "5"), posted_on=given.in_days(2))


def test_above_the_limit_it_waits_for_somebody_else(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()
    given.settings(adjustment_approval_limit={"amount": "100.00", "currency": "CNY"})

    small, large = (adjust(crm, keeper, "in", (product, qty, "10")) for qty in ("10", "11"))

    assert (small["status"], large["status"]) == ("posted", "pending_approval")
    assert [finding["code"] for finding in large["findings"]] == ["above_limit"]
    assert given.balance(product) == (10, 0)


def test_what_costs_nothing_does_not_pass_below_the_limit(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    known, fresh = given.stocked(1, 10), given.product()
    without_limit = adjust(crm, keeper, "in", (fresh, "500", "0"))
    given.settings(adjustment_approval_limit={"amount": "100.00", "currency": "CNY"})

    cheap, free, gone = (
        adjust(crm, keeper, *told)
        for told in (("in", (known, "11", "0.01")), ("in", (known, "1", "0"), (fresh, "1", "0")), ("out", (fresh, "400", None)))
    )

    assert without_limit["status"] == "posted"
    assert [each["status"] for each in (cheap, free, gone)] == ["pending_approval"] * 3
    assert [finding["code"] for finding in cheap["findings"]] == ["above_limit"]
    assert [(finding["code"], finding["pointer"]) for finding in free["findings"]] == [("unvalued", "/lines/1/unit_cost")]
    assert given.balance(fresh) == (500, 0)


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"qty": "0"}, "invalid", "/lines/0/qty"),
        ({"qty": "-1"}, "invalid", "/lines/0/qty"),
        ({"qty": "1.1234567"}, "invalid", "/lines/0/qty"),
        ({"product_id": "01900000-0000-7000-8000-000000000000"}, "unknown_product", "/lines/0/product_id"),
        ({"unit_cost": "-2"}, "invalid", "/lines/0/unit_cost"),
        ({"price": "2"}, "unknown_field", "/lines/0/price"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(
    crm: ServiceUnderTest, given: Any, keeper: Caller, change: Any, code: str, pointer: str
) -> None:
    line = {"product_id": given.product()["id"], "qty": "1", "unit_cost": "1", **change}

    with crm.refused(422, code, pointer):
        crm.do(CreateStockAdjustment, keeper, kind="in", reason="found", lines=[line])


def test_there_is_no_stock_of_a_service(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    with crm.refused(422, "not_stocked", "/lines/0/product_id"):
        adjust(crm, keeper, "in", (given.product(kind="service"), "1", "1"))


def test_who_may_not_see_costs_is_not_shown_the_value(crm: ServiceUnderTest, given: Any) -> None:
    clerk = crm.person("inventory.adjustment.create:all")

    assert adjust(crm, clerk, "in", (given.product(), "1", "5"))["value"] is None


def test_asked_twice_it_is_posted_once(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()
    lines = [{"product_id": product["id"], "qty": "5", "unit_cost": "1"}]

    for _ in range(2):
        crm.do(CreateStockAdjustment, keeper, key="the same", kind="in", reason="found", lines=lines)

    assert given.balance(product) == (5, 0)
