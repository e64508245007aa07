"""Prices that are taken off."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList, RemoveListedPrice
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_off_the_list_does_not_hold(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, product = crm.administrator(), given.product("P-1", "10.00")
    base = crm.do(CreatePriceList, boss, name="Base", kind="base", currency="CNY")
    told = {"price_list_id": base["id"], "product_id": product, "price": "5"}
    listed = crm.do(AddListedPrice, boss, **told)

    crm.do(RemoveListedPrice, boss, listed_price_id=listed["id"], version=listed["version"])

    assert given.order(rep, lines=[{"product_id": product, "qty": "1"}])["lines"][0]["unit_price"] == "10"
    assert crm.do(AddListedPrice, boss, **told)["price"] == "5"
