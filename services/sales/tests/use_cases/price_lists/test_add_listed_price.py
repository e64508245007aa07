"""Prices of lists."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def price_list(crm: ServiceUnderTest, boss: Caller, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = crm.do(CreatePriceList, boss, **{"name": "Base", "kind": "base", "currency": "CNY", **more})
    return made


def add(crm: ServiceUnderTest, boss: Caller, to: dict[str, Any], product: Any, **more: Any) -> Any:
    return crm.do(AddListedPrice, boss, price_list_id=to["id"], product_id=product, price="5", **more)


def test_the_same_rank_prices_a_product_once_from_a_quantity_on(crm: ServiceUnderTest, given: Any) -> None:
    boss, product = crm.administrator(), given.product()
    first = price_list(crm, boss, valid_until=given.in_days(10))
    second = price_list(crm, boss, name="Again", valid_from=given.in_days(10))
    later = price_list(crm, boss, name="Later", valid_from=given.in_days(11))
    add(crm, boss, first, product)

    with crm.refused(409, "duplicate"):
        add(crm, boss, first, product)
    with crm.refused(409, "overlap"):
        add(crm, boss, second, product)

    assert add(crm, boss, second, product, min_qty="10")["min_qty"] == "10"
    assert add(crm, boss, price_list(crm, boss, region="East"), product)["price"] == "5"
    with crm.refused(409, "overlap"):
        add(crm, boss, later, product, min_qty="10")
    assert add(crm, boss, later, product)["price"] == "5"


def test_an_unknown_product_has_no_price(crm: ServiceUnderTest) -> None:
    boss = crm.administrator()

    with crm.refused(422, "unknown_product", "/product_id"):
        add(crm, boss, price_list(crm, boss), boss.user_id)
