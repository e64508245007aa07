"""Which prices hold, and why."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_contracts.sales.queries.prices import FindPrices
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_price_comes_with_its_trace(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, product, account = crm.administrator(), given.product("P-1", "10.00"), given.account()
    base = crm.do(CreatePriceList, boss, name="Base", kind="base", currency="CNY")
    for price, min_qty in (("9", "0"), ("8", "100")):
        crm.do(AddListedPrice, boss, price_list_id=base["id"], product_id=product, price=price, min_qty=min_qty)

    few, many = crm.ask(FindPrices, rep, account_id=account, product_ids=[product, product], qty=["1", "100"])["prices"]

    assert (few["price"], few["price_source"], [each["source"] for each in few["trace"]]) == ("9", "base", ["base", "product"])
    assert (many["price"], [each["price"] for each in many["trace"]]) == ("8", ["8", "9", "10"])


def test_what_the_customer_paid_the_last_time_is_remembered(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product, account = given.product(), given.account()
    for days, price in ((-9, "7.00"), (-3, "6.50"), (-6, "9.00")):
        lines = [{"product_id": product, "qty": "4", "unit_price": price, "discount": "10"}]
        given.confirmed(rep, account_id=account, ordered_on=given.in_days(days), lines=lines)
    given.order(rep, account_id=account, lines=[{"product_id": product, "qty": "1", "unit_price": "1"}])

    last = crm.ask(FindPrices, rep, account_id=account, product_ids=[product])["prices"][0]["last_price"]

    assert (last["net_price"], last["qty"], last["ordered_on"]) == ("5.85", "4", given.in_days(-3).isoformat())
    stranger = crm.person("sales.*.read:own", "customers.*:all")
    assert crm.ask(FindPrices, stranger, account_id=account, product_ids=[product])["prices"][0]["last_price"] is None


def test_what_it_cost_is_for_those_who_may_see_costs(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product, account = given.product(), given.account()
    order = given.confirmed(rep, account_id=account, lines=[{"product_id": product, "qty": "4", "unit_price": "7"}])
    for qty, amount in (("1", "5.00"), ("3", "16.00")):
        cost = {"amount": amount, "currency": "CNY"}
        given.shipped(order, qty, costs=[{"order_line_id": order["lines"][0]["id"], "cost": cost}])
    controller = crm.person("sales.*.read:all", "customers.*:all", "inventory.cost.read:all")

    found = [crm.ask(FindPrices, who, account_id=account, product_ids=[product])["prices"][0] for who in (controller, rep)]

    assert [each["last_price"]["unit_cost"] for each in found] == ["5.25", None]
    assert [each["last_price"]["uom"] for each in found] == ["pcs", "pcs"]


def test_what_has_no_price_says_so_and_what_is_unknown_is_refused(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, unpriced = given.account(), given.product(price=None)

    assert crm.ask(FindPrices, rep, account_id=account, product_ids=[unpriced])["prices"][0]["price"] is None
    with crm.refused(422, "unknown_product", "/product_ids/1"):
        crm.ask(FindPrices, rep, account_id=account, product_ids=[unpriced, account])
    with crm.refused(422, "wrong_number", "/qty"):
        crm.ask(FindPrices, rep, account_id=account, product_ids=[unpriced], qty=["1", "2"])
