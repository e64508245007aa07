"""Changing price lists."""

from typing import Any

from crm_contracts.sales.commands.price_lists import (
    AddListedPrice,
    ChangeListedPrice,
    ChangePriceList,
    CreatePriceList,
    RemoveListedPrice,
)
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


def test_what_an_unseen_customer_pays_cannot_be_touched(crm: ServiceUnderTest, given: Any) -> None:
    pricer, boss = crm.person("sales.price_list.*:all", "customers.account.read:own"), crm.administrator()
    product, account = given.product(), given.account(owner_id=boss.user_id)
    theirs = crm.do(CreatePriceList, boss, name="Theirs", kind="contract", account_id=account, currency="CNY")
    listed = crm.do(AddListedPrice, boss, price_list_id=theirs["id"], product_id=product, price="5")
    one, many = {"listed_price_id": listed["id"]}, {"price_list_id": theirs["id"]}

    attempts: list[tuple[type, dict[str, Any]]] = [
        (ChangePriceList, {**many, "version": theirs["version"] + 1, "name": "Ours"}),
        (ChangePriceList, {**many, "version": 99, "name": "Ours"}),
        (AddListedPrice, {**many, "product_id": given.product("P-2"), "price": "1"}),
        (ChangeListedPrice, {**one, "version": listed["version"], "price": "1"}),
        (RemoveListedPrice, {**one, "version": listed["version"]}),
    ]

    for command, told in attempts:
        with crm.refused(404):
            crm.do(command, pricer, **told)
    assert crm.do(ChangeListedPrice, boss, **one, version=listed["version"], price="4")["price"] == "4"
