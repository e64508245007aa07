"""The prices of lists."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_contracts.sales.queries.prices import ListListedPrices
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_lists_prices_are_asked_for(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, product = crm.administrator(), given.product()
    lists = [crm.do(CreatePriceList, boss, name=kind, kind=kind, currency="CNY") for kind in ("base", "promotion")]
    made = [crm.do(AddListedPrice, boss, price_list_id=each["id"], product_id=product, price="5") for each in lists]

    where = {"field": "price_list_id", "op": "eq", "value": lists[1]["id"]}
    assert crm.ask(ListListedPrices, rep, where=where)["data"] == [made[1]]
