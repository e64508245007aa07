"""What was posted is taken back by moves the other way."""

from typing import Any

from crm_contracts.inventory.commands.stock import CreateStockAdjustment, ReverseStockAdjustment
from crm_contracts.inventory.queries.products import GetProductCosts
from crm_contracts.inventory.queries.stock import ListStockMoves
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def reverse(crm: ServiceUnderTest, who: Caller, adjustment: dict[str, Any], **more: Any) -> Any:
    told = {"adjustment_id": adjustment["id"], "version": adjustment["version"], "reason": "Typed wrong", **more}
    return crm.do(ReverseStockAdjustment, who, **told)


def test_both_moves_stay_and_are_linked(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()

    back = reverse(crm, keeper, given.stock(product, 10))

    second, first = crm.ask(ListStockMoves, keeper, where={"field": "product_id", "value": product["id"]})["data"]
    assert back["status"] == "reversed"
    assert (second["reverses_id"], first["reversed_by_id"]) == (first["id"], second["id"])
    assert given.balance(product) == (0, 0)
    given.check_books()


def test_what_went_out_comes_back_at_what_it_was_worth(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10, "10")
    lines = [{"product_id": product["id"], "qty": "10"}]
    out = crm.do(CreateStockAdjustment, keeper, kind="out", reason="loss", lines=lines)
    given.stock(product, 10, "20")

    reverse(crm, keeper, out)

    assert crm.ask(GetProductCosts, keeper, product_id=product["id"])["value"]["amount"] == "300.00"
    given.check_books()


def test_it_is_taken_back_once_and_only_where_the_goods_still_are(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()
    adjustment = given.stock(product, 10)
    given.order(given.line(product, 3))

    with crm.refused(409, "insufficient_stock", "/lines/0/qty"):
        reverse(crm, keeper, adjustment)
    other = given.stock(given.product(), 1)
    back = reverse(crm, keeper, other)
    with crm.refused(409, "illegal_transition"):
        reverse(crm, keeper, back)


def test_not_before_it_was_posted(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    adjustment = given.stock(given.product(), 10, posted_on=given.in_days(-2))

    with crm.refused(409, "before_posting"):
        reverse(crm, keeper, adjustment, posted_on=given.in_days(-3))
