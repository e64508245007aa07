"""Changing price lists."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, ChangePriceList, CreatePriceList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_list_does_not_grow_into_another_one(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, product = crm.administrator(), given.product()
    lists = [
        crm.do(CreatePriceList, boss, name=name, kind="base", currency="CNY", **days)
        for name, days in (("Old", {"valid_until": given.in_days(-1)}), ("New", {"valid_from": given.in_days(0)}))
    ]
    for each in lists:
        crm.do(AddListedPrice, boss, price_list_id=each["id"], product_id=product, price="5")
    old, told = lists[0], {"price_list_id": lists[0]["id"], "version": lists[0]["version"] + 1}

    with crm.refused(409, "overlap"):
        crm.do(ChangePriceList, boss, **told, valid_until=None)
    changed = crm.do(ChangePriceList, boss, **told, is_active=False, name="Out of use")

    assert (changed["is_active"], changed["name"], changed["id"]) == (False, "Out of use", old["id"])
    with crm.refused(412, "stale"):
        crm.do(ChangePriceList, boss, **told, name="Late")
    assert given.order(rep, lines=[{"product_id": product, "qty": "1"}])["lines"][0]["price_list_id"] == lists[1]["id"]
