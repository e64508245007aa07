"""Confirming orders: everything that stands against it is said at once."""

import threading
from typing import Any

from crm_contracts.sales.commands.orders import ConfirmOrder
from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.commands.settings import ChangeSettings
from crm_contracts.sales.queries.orders import ListOrders
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def confirm(crm: ServiceUnderTest, who: Caller, order: dict[str, Any], **more: Any) -> Any:
    return crm.do(ConfirmOrder, who, order_id=order["id"], version=order["version"], **more)


def available(given: Any, **fields: Any) -> Any:
    """A product of which there is enough."""
    product = given.product(**fields)
    given.stock(product)
    return product


def test_a_confirmed_order_binds_and_is_told_whole(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep, lines=[{"product_id": available(given), "qty": "2"}, {"kind": "note", "name": "Fragile"}])

    bound = confirm(crm, rep, order)

    assert (bound["status"], bound["findings"], bound["base_amount"]["amount"]) == ("confirmed", [], "20.00")
    event = crm.events("sales.order.confirmed.v1")[0]
    told = event["data"]
    assert (told["total"]["amount"], told["ship_to"]["city"], told["terms_days"]) == ("20.00", "Shanghai", 30)
    assert [(line["qty"], line["net_price"], line["shipped"]) for line in told["lines"]] == [("2", "10", "0")]
    write_golden(event)


def test_every_finding_is_listed_at_once_and_nothing_is_changed(crm: ServiceUnderTest, given: Any) -> None:
    rep = crm.person("sales.order.*:own", "customers.*:all")
    account, product = given.account(), given.product("P-1", "100.00")
    given.credit(account, "150.00")
    order = given.order(rep, account_id=account, ship_to=None, lines=[{"product_id": product, "qty": "3", "discount": "40"}])
    given.product("P-1", "100.00", id=product)
    crm.hear_data("inventory.product.blocked.v1", product, blocked(product), aggregateversion=2)

    with crm.refused(409, "checks_failed") as problem:
        confirm(crm, rep, order, confirm_warnings=True)

    assert [(each["code"], each["pointer"]) for each in problem["errors"]] == [
        ("ship_to_incomplete", "/ship_to"),
        ("not_for_sale", "/lines/0/product_id"),
        ("discount_over_limit", "/lines/0/discount"),
        ("credit_limit", "/account_id"),
    ]
    assert problem["confirmable"] is False
    assert crm.ask(ListOrders, rep)["data"][0]["status"] == "draft"
    assert crm.events("sales.order.confirmed.v1") == []


def blocked(product: Any) -> dict[str, Any]:
    return {
        "id": product, "code": "P-1", "name": "Pump", "spec": "", "category": "", "brand": "", "kind": "goods", "uom": "pcs",
        "tax_class": "", "list_price": None, "status": "blocked", "reason": "Recalled",
    }  # fmt: skip


def test_a_warning_wants_to_be_confirmed(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product = given.product()
    given.stock(product, "1")
    order = given.order(rep, lines=[{"product_id": product, "qty": "2"}])

    with crm.refused(409, "not_available", "/lines/0/qty") as problem:
        confirm(crm, rep, order)
    bound = confirm(crm, rep, order, confirm_warnings=True)

    assert problem["confirmable"] is True
    assert (bound["status"], [each["code"] for each in bound["findings"]]) == ("confirmed", ["not_available"])


def test_the_same_lines_again_are_a_possible_duplicate(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, product = given.account(), available(given)
    lines = [{"product_id": product, "qty": "2"}]
    first = confirm(crm, rep, given.order(rep, account_id=account, lines=lines))
    again = given.order(rep, account_id=account, lines=lines)
    other = given.order(rep, account_id=account, lines=[{"product_id": product, "qty": "3"}])
    long_ago = given.order(rep, account_id=account, lines=lines, ordered_on=given.in_days(-30))

    with crm.refused(409, "possible_duplicate", "/lines") as problem:
        confirm(crm, rep, again)

    assert first["number"] in problem["errors"][0]["message"]
    assert confirm(crm, rep, other)["status"] == confirm(crm, rep, long_ago)["status"] == "confirmed"


def test_beyond_the_credit_limit_it_waits_for_somebody_else(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, product = given.account(), available(given)
    given.credit(account, "30.00")
    confirm(crm, rep, given.order(rep, account_id=account, lines=[{"product_id": product, "qty": "1"}]))
    order = given.order(rep, account_id=account, lines=[{"product_id": product, "qty": "3"}])

    waiting = confirm(crm, rep, order)

    assert (waiting["status"], waiting["findings"][0]["code"]) == ("pending_approval", "credit_limit")
    event = crm.events("sales.order.approval_requested.v1")[0]
    assert event["data"]["findings"] == ["credit_limit"]
    write_golden(event)
    assert len(crm.events("sales.order.confirmed.v1")) == 1


def test_two_orders_at_once_do_not_both_slip_under_the_limit(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, product = given.account(), available(given)
    given.credit(account, "100.00")
    orders = [given.order(rep, account_id=account, lines=[{"product_id": product, "qty": str(qty)}]) for qty in (6, 7, 8, 9)]

    threads = [threading.Thread(target=confirm, args=(crm, rep, order)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    rows = crm.ask(ListOrders, rep)["data"]
    assert sorted(row["status"] for row in rows) == ["confirmed", "pending_approval", "pending_approval", "pending_approval"]


def test_a_discount_beyond_the_limit_waits_unless_one_may_give_any(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("sales.order.*:own", "customers.*:all")
    lines = [{"product_id": available(given), "qty": "2", "discount": "30.5"}]

    waiting = confirm(crm, seller, given.order(seller, lines=lines))
    bound = confirm(crm, crm.administrator(), given.order(crm.administrator(), lines=lines))

    assert (waiting["status"], waiting["findings"][0]["pointer"]) == ("pending_approval", "/lines/0/discount")
    assert bound["status"] == "confirmed"


def test_a_low_price_is_a_discount_too(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("sales.order.*:own", "customers.*:all")
    product = available(given, price="100.00")

    waiting = confirm(crm, seller, given.order(seller, lines=[{"product_id": product, "qty": "1", "unit_price": "69.99"}]))
    bound = confirm(crm, seller, given.order(seller, lines=[{"product_id": product, "qty": "2", "unit_price": "70.00"}]))

    assert (waiting["status"], bound["status"]) == ("pending_approval", "confirmed")
    assert waiting["findings"][0]["message"].startswith("30.01 % discount")


def test_a_check_can_be_turned_off(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    crm.do(ChangeSettings, crm.administrator(), version=0, availability_check="off", ship_to_check="warn")
    order = given.order(rep, ship_to={"name": "Acme"})

    with crm.refused(409, "ship_to_incomplete", "/ship_to/city") as problem:
        confirm(crm, rep, order)

    assert {each["code"] for each in problem["errors"]} == {"ship_to_incomplete"}
    assert confirm(crm, rep, order, confirm_warnings=True)["status"] == "confirmed"


def test_a_currency_without_a_rate_is_never_worth_one(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep, currency="USD", ordered_on=given.in_days(-5), lines=[
        {"product_id": available(given), "qty": "2", "unit_price": "10.125"},
    ])  # fmt: skip

    with crm.refused(422, "missing_exchange_rate", "/currency"):
        confirm(crm, rep, order)
    for days, rate in ((-9, "7"), (-1, "8")):
        crm.do(SetExchangeRate, crm.administrator(), currency="USD", rate=rate, date=given.in_days(days))
    bound = confirm(crm, rep, order, confirmed_on=given.in_days(-3))

    assert (bound["total"]["amount"], bound["rate"], bound["base_amount"]["amount"]) == ("20.25", "7", "141.75")
    assert bound["confirmed_on"] == given.in_days(-3).isoformat()


def test_it_is_confirmed_once_and_not_before_it_was_ordered(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep, lines=[{"product_id": available(given), "qty": "2"}])

    for day in (given.in_days(-1), given.in_days(1)):
        with crm.refused(422, "out_of_range", "/confirmed_on"):
            confirm(crm, rep, order, confirmed_on=day)
    bound = confirm(crm, rep, order)

    with crm.refused(409, "illegal_transition") as problem:
        confirm(crm, rep, bound)
    assert "confirm" not in problem["allowed"]
    with crm.refused(412, "stale"):
        confirm(crm, rep, order)


def test_orders_are_told_again_for_readers_that_come_later(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    bound = confirm(crm, rep, given.order(rep, lines=[{"product_id": available(given), "qty": "2"}, {"kind": "note", "name": "x"}]))

    crm.app.announce("Order", None, 10, crm.tenant_id)

    told = crm.events("sales.order.fulfilment_changed.v1")[-1]
    assert (told["data"]["number"], told["announced"]) == (bound["number"], True)
    assert [line["qty"] for line in told["data"]["lines"]] == ["2"]


def test_what_is_in_a_box_has_to_be_there(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product = given.product(units=[{"uom": "box", "factor": "12"}])
    given.stock(product, "20")
    one, two = (given.order(rep, lines=[{"product_id": product, "qty": qty, "uom": "box"}]) for qty in ("1", "2"))

    with crm.refused(409, "not_available", "/lines/0/qty"):
        confirm(crm, rep, two)

    assert confirm(crm, rep, one)["status"] == "confirmed"


def test_the_discount_limit_holds_in_other_currencies_too(crm: ServiceUnderTest, given: Any) -> None:
    seller, boss = crm.person("sales.order.*:own", "customers.*:all"), crm.administrator()
    crm.do(SetExchangeRate, boss, currency="USD", rate="7", date=given.in_days(0))
    product = available(given, price="70.00")

    low, fair = (
        given.order(seller, currency="USD", lines=[{"product_id": product, "qty": "1", "unit_price": price}])
        for price in ("6.99", "7.00")
    )

    assert confirm(crm, seller, low)["findings"][0]["code"] == "discount_over_limit"
    assert confirm(crm, seller, fair)["status"] == "confirmed"


def test_without_a_list_price_a_price_by_hand_is_judged_by_the_price_lists(crm: ServiceUnderTest, given: Any) -> None:
    seller, boss = crm.person("sales.order.*:own", "customers.*:all"), crm.administrator()
    product = available(given, price=None)
    listed = crm.do(CreatePriceList, boss, name="All", kind="base", currency="CNY")
    crm.do(AddListedPrice, boss, price_list_id=listed["id"], product_id=product, price="10")

    low, fair = (
        given.order(seller, lines=[{"product_id": product, "qty": "1", "unit_price": price}]) for price in ("6.99", "7.00")
    )

    assert confirm(crm, seller, low)["findings"][0]["code"] == "discount_over_limit"
    assert confirm(crm, seller, fair)["status"] == "confirmed"
