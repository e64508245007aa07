"""Changing prices."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, ChangeListedPrice, CreatePriceList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_new_orders_have_the_new_price(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, product = crm.administrator(), given.product()
    base = crm.do(CreatePriceList, boss, name="Base", kind="base", currency="CNY", price_entry_mode="gross")
    listed = crm.do(AddListedPrice, boss, price_list_id=base["id"], product_id=product, price="5")

    crm.do(ChangeListedPrice, boss, listed_price_id=listed["id"], version=listed["version"], price="4")

    line = given.order(rep, lines=[{"product_id": product, "qty": "1"}])["lines"][0]
    assert (line["unit_price"], line["price_entry_mode"]) == ("4", "gross")
