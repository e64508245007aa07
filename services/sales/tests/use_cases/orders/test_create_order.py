"""Orders."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.sales.commands.orders import CreateOrder
from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_order_knows_what_its_lines_come_to(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.tax("standard", "13")
    pump, seal = given.product("PUMP", "100.00", tax_class="standard"), given.product("SEAL", "0.35")

    order = given.order(
        rep,
        lines=[
            {"kind": "section", "name": "Pumps"},
            {"product_id": pump, "qty": "3", "discount": "15"},
            {"product_id": seal, "qty": "7"},
            {"kind": "charge", "name": "Freight", "unit_price": "32.38", "tax_class": "standard"},
            {"kind": "note", "name": "Call before you deliver"},
        ],
    )

    assert (order["number"][:3], order["status"], order["currency"]) == ("SO-", "draft", "CNY")
    assert [line["net"]["amount"] for line in order["lines"]] == ["0.00", "255.00", "2.45", "32.38", "0.00"]
    assert (order["net"]["amount"], order["tax"]["amount"], order["total"]["amount"]) == ("289.83", "37.36", "327.19")
    assert [(each["rate"], each["tax"]["amount"]) for each in order["taxes"]] == [("0", "0.00"), ("13", "37.36")]
    line = order["lines"][1]
    assert (line["net_price"], line["gross_price"], line["price_source"]) == ("85", "96.05", "product")


def test_a_price_with_tax_gives_back_the_figure_entered(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.tax("standard", "13")
    told = {"product_id": given.product(), "qty": "3", "unit_price": "19.99", "price_entry_mode": "gross", "tax_class": "standard"}

    line = given.order(rep, lines=[told])["lines"][0]

    assert (line["net_price"], line["gross_price"], line["unit_price"]) == ("17.690265", "19.99", "19.99")
    assert (line["net"]["amount"], line["tax"]["amount"], line["total"]["amount"]) == ("53.07", "6.90", "59.97")


def test_it_is_entered_as_of_the_past_for_somebody_else(crm: ServiceUnderTest, given: Any) -> None:
    boss, seller = crm.administrator(), crm.person("sales.order.*:own", team="/1/7/")

    order = given.order(boss, ordered_on=given.in_days(-400), owner_id=seller.user_id, external_reference="10248")

    assert (order["ordered_on"], order["owner_id"]) == (given.in_days(-400).isoformat(), str(seller.user_id))
    with crm.refused(409, "duplicate"):
        given.order(boss, external_reference="10248")
    with crm.refused(422, "in_the_future", "/ordered_on"):
        given.order(boss, ordered_on=given.in_days(1))


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"qty": "0"}, "/lines/1/qty", "invalid"),
    ({"qty": "-1"}, "/lines/1/qty", "invalid"),
    ({"unit_price": "-0.01"}, "/lines/1/unit_price", "invalid"),
    ({"discount": "100.01"}, "/lines/1/discount", "invalid"),
    ({"discount": "-1"}, "/lines/1/discount", "invalid"),
    ({"product_id": uuid4()}, "/lines/1/product_id", "unknown_product"),
    ({"product_id": None}, "/lines/1/product_id", "required"),
    ({"qty": None}, "/lines/1/qty", "required"),
    ({"tax_class": "nowhere"}, "/lines/1/tax_class", "unknown_tax_class"),
    ({"colour": "red"}, "/lines/1/colour", "unknown_field"),
    ({"unit_price": "1.00001", "price_entry_mode": "gross"}, "/lines/1/unit_price", "too_precise"),
    ({"qty": "1000000000", "unit_price": "10000"}, "/lines/1/qty", "too_large"),
    ({"kind": "note", "name": "So it is"}, "/lines/1/product_id", "not_for_this_kind"),
    ({"kind": "charge", "product_id": None, "name": "Freight"}, "/lines/1/unit_price", "required"),
]


@pytest.mark.parametrize(("changes", "pointer", "code"), WRONG)
def test_what_is_wrong_with_a_line_is_said_at_the_line(
    crm: ServiceUnderTest, given: Any, rep: Caller, changes: dict[str, Any], pointer: str, code: str
) -> None:
    product = given.product()
    good, bad = {"product_id": product, "qty": "1"}, {"product_id": product, "qty": "1", **changes}

    with crm.refused(422, code, pointer):
        given.order(rep, lines=[good, bad])

    assert given.order(rep, lines=[good])["number"].endswith("000001")


def test_nobody_sells_what_is_blocked_or_has_no_price(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    blocked, unpriced = given.product("B", status="blocked"), given.product("U", price=None)

    with crm.refused(422, "not_for_sale", "/lines/0/product_id"):
        given.order(rep, lines=[{"product_id": blocked, "qty": "1"}])
    with crm.refused(422, "no_price", "/lines/0/unit_price"):
        given.order(rep, lines=[{"product_id": unpriced, "qty": "1"}])
    with crm.refused(422, "no_price", "/lines/0/unit_price"):
        given.order(rep, currency="USD", lines=[{"product_id": given.product("C"), "qty": "1"}])


def test_it_refers_only_to_what_the_caller_can_see(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    hidden = given.opportunity(crm.administrator())
    lines = [{"product_id": given.product(), "qty": "1"}]

    with crm.refused(422, "unknown_account", "/account_id"):
        given.order(rep, account_id=uuid4())
    with crm.refused(422, "unknown_account", "/account_id"):
        given.order(crm.person("sales.order.*:own", "customers.account.read:own"))
    with crm.refused(422, "unknown_contact", "/contact_id"):
        given.order(rep, contact_id=uuid4(), lines=lines)
    with crm.refused(422, "unknown_opportunity", "/opportunity_id"):
        given.order(rep, opportunity_id=hidden["id"], lines=lines)
    with crm.refused(422, "required", "/account_id"):
        crm.do(CreateOrder, rep, lines=lines)
    with crm.refused(422, "required", "/lines"):
        crm.do(CreateOrder, rep, account_id=given.account())


def test_the_customers_credit_says_when_it_is_to_be_paid(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    given.credit(account, terms_days=45)

    order = given.order(rep, account_id=account)

    assert order["terms"] == [{"percent": "100", "days": 45, "basis": "invoice"}]
    assert given.order(rep)["terms_days"] == 30
    with crm.refused(422, "unknown_payment_terms", "/payment_terms_id"):
        given.order(rep, payment_terms_id=uuid4())


def test_an_order_of_a_merged_account_is_the_survivors(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor = given.account("Old"), given.account("Survivor")
    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])

    order = given.order(rep, account_id=old)

    assert UUID(order["account_id"]) == survivor


BOX = [{"uom": "box", "factor": "12"}]


def test_a_box_costs_what_is_in_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    pen = given.product("PEN", "0.35", units=BOX)

    lines = given.order(rep, lines=[{"product_id": pen, "qty": "2", "uom": "box"}, {"product_id": pen, "qty": "2"}])["lines"]

    assert [(line["uom"], line["unit_price"], line["total"]["amount"]) for line in lines] == [
        ("box", "4.2", "8.40"),
        ("pcs", "0.35", "0.70"),
    ]


def test_breaks_of_price_lists_count_pieces_however_they_are_packed(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    pen, boss = given.product("PEN", "0.35", units=BOX), crm.administrator()
    listed = crm.do(CreatePriceList, boss, name="All", kind="base", currency="CNY")
    crm.do(AddListedPrice, boss, price_list_id=listed["id"], product_id=pen, min_qty="24", price="0.30")

    lines = given.order(rep, lines=[{"product_id": pen, "qty": qty, "uom": "box"} for qty in ("1", "2")])["lines"]

    assert [line["unit_price"] for line in lines] == ["4.2", "3.6"]


def test_a_unit_that_the_product_is_not_counted_in_is_refused(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    pen = given.product("PEN", "0.35", units=BOX)

    with crm.refused(422, "unknown_unit", "/lines/1/uom"):
        given.order(rep, lines=[{"product_id": pen, "qty": "2"}, {"product_id": pen, "qty": "2", "uom": "pallet"}])


def test_a_line_is_filled_with_what_the_customer_paid_the_last_time(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, product = given.account(), given.product(units=[{"uom": "box", "factor": "12"}])
    sold = {"product_id": product, "qty": "1", "uom": "box", "unit_price": "108", "discount": "50"}
    given.confirmed(rep, account_id=account, lines=[sold], ordered_on=given.in_days(-3))
    wanted = {"product_id": product, "use_last_price": True}

    order = given.order(rep, account_id=account, lines=[{**wanted, "qty": "2"}, {**wanted, "qty": "1", "uom": "box"}])

    assert [(line["unit_price"], line["price_source"], line["discount"]) for line in order["lines"]] == [
        ("4.5", "manual", "0"), ("54", "manual", "0"),
    ]  # fmt: skip


def test_where_there_was_no_last_time_or_a_price_is_named_it_is_refused(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, product = given.account(), given.product()
    given.confirmed(rep, account_id=given.account(), lines=[{"product_id": product, "qty": "1"}])
    wanted = {"product_id": product, "qty": "1", "use_last_price": True}

    with crm.refused(422, "no_last_price", "/lines/1/use_last_price"):
        given.order(rep, account_id=account, lines=[{"product_id": product, "qty": "1"}, wanted])
    with crm.refused(422, "not_for_this_line", "/lines/0/use_last_price"):
        given.order(rep, account_id=account, lines=[{**wanted, "unit_price": "1"}])
    with crm.refused(422, "not_for_this_line", "/lines/0/use_last_price"):
        given.order(
            rep, account_id=account, lines=[{"kind": "charge", "name": "Freight", "unit_price": "1", "use_last_price": True}]
        )
