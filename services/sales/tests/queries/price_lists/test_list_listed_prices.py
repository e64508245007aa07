"""The prices of lists."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_contracts.sales.queries.prices import GetPriceList, ListListedPrices
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_lists_prices_are_asked_for(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, product = crm.administrator(), given.product()
    lists = [crm.do(CreatePriceList, boss, name=kind, kind=kind, currency="CNY") for kind in ("base", "promotion")]
    made = [crm.do(AddListedPrice, boss, price_list_id=each["id"], product_id=product, price="5") for each in lists]

    where = {"field": "price_list_id", "op": "eq", "value": lists[1]["id"]}
    assert crm.ask(ListListedPrices, rep, where=where)["data"] == [made[1]]


def test_what_a_customer_pays_is_shown_to_who_may_see_them(crm: ServiceUnderTest, given: Any) -> None:
    seller, boss = crm.person("sales.price_list.read:all", "customers.account.read:own"), crm.administrator()
    account, product = given.account(owner_id=boss.user_id), given.product()
    theirs = crm.do(CreatePriceList, boss, name="Theirs", kind="contract", account_id=account, currency="CNY")
    ours = crm.do(CreatePriceList, boss, name="All", kind="base", currency="CNY")
    for each in (theirs, ours):
        crm.do(AddListedPrice, boss, price_list_id=each["id"], product_id=product, price="5")

    assert [each["price_list_id"] for each in crm.ask(ListListedPrices, seller)["data"]] == [ours["id"]]
    assert len(crm.ask(ListListedPrices, boss)["data"]) == 2
    with crm.refused(404):
        crm.ask(GetPriceList, seller, price_list_id=theirs["id"])
