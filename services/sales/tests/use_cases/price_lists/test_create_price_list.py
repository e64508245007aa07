"""Price lists."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def listed(crm: ServiceUnderTest, product: Any, kind: str, price: str, min_qty: str = "0", **more: Any) -> None:
    """A list of a kind that prices the product from a quantity on."""
    boss = crm.administrator()
    made = crm.do(CreatePriceList, boss, **{"name": kind, "currency": "CNY", **more}, kind=kind)
    crm.do(AddListedPrice, boss, price_list_id=made["id"], product_id=product, price=price, min_qty=min_qty)


def bought(given: Any, rep: Caller, product: Any, qty: str = "1", **more: Any) -> tuple[str, str]:
    line = given.order(rep, lines=[{"product_id": product, "qty": qty}], **more)["lines"][0]
    return line["unit_price"], line["price_source"]


def test_contract_goes_before_customer_level_promotion_base_and_product(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, product = given.account(level="A"), given.product("P-1", "10.00")
    ladder = [("base", "9", {}), ("promotion", "9.50", {}), ("level", "8", {"level": "A"}),
              ("customer", "8.50", {"account_id": account}), ("contract", "7", {"account_id": account})]  # fmt: skip
    found = [bought(given, rep, product, account_id=account)]

    for kind, price, scope in ladder:
        listed(crm, product, kind, price, **scope)
        found.append(bought(given, rep, product, account_id=account))

    assert found == [
        ("10", "product"), ("9", "base"), ("9.5", "promotion"), ("8", "level"), ("8.5", "customer"), ("7", "contract"),
    ]  # fmt: skip
    assert bought(given, rep, product, account_id=given.account(level="B")) == ("9.5", "promotion")


def test_quantity_region_day_and_currency_decide(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    east, product = given.account(region="East"), given.product("P-1", "10.00")
    listed(crm, product, "base", "9", min_qty="10")
    listed(crm, product, "base", "8", region="East")
    listed(crm, product, "promotion", "1", valid_until=given.in_days(-1))
    listed(crm, product, "promotion", "2", valid_from=given.in_days(1))
    listed(crm, product, "contract", "3", currency="USD", account_id=east)

    assert bought(given, rep, product) == ("10", "product")
    assert bought(given, rep, product, "10") == ("9", "base")
    assert bought(given, rep, product, account_id=east) == ("8", "base")
    assert bought(given, rep, product, ordered_on=given.in_days(-1)) == ("1", "promotion")
    assert bought(given, rep, product, account_id=east, currency="USD") == ("3", "contract")


def test_it_says_for_whom_it_is(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()
    told = {"name": "Odd", "currency": "CNY"}

    with crm.refused(422, "wrong_scope", "/account_id"):
        crm.do(CreatePriceList, boss, **told, kind="contract")
    with crm.refused(422, "wrong_scope", "/level"):
        crm.do(CreatePriceList, boss, **told, kind="base", level="A")
    with crm.refused(422, "out_of_range", "/valid_until"):
        crm.do(CreatePriceList, boss, **told, kind="base", valid_from=given.in_days(2), valid_until=given.in_days(1))
    with crm.refused(422, "unknown_account", "/account_id"):
        crm.do(CreatePriceList, boss, **told, kind="customer", account_id=boss.user_id)
