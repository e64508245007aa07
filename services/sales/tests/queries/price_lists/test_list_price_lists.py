"""Price lists."""

from typing import Any

from crm_contracts.sales.commands.price_lists import CreatePriceList
from crm_contracts.sales.queries.prices import ListPriceLists
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_they_come_by_name(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for name in ("Spring", "Base"):
        crm.do(CreatePriceList, crm.administrator(), name=name, kind="promotion", currency="CNY")

    assert [each["name"] for each in crm.ask(ListPriceLists, rep)["data"]] == ["Base", "Spring"]


def test_what_a_customer_pays_is_shown_to_who_may_see_them(crm: ServiceUnderTest, given: Any) -> None:
    seller, boss = crm.person("sales.price_list.read:all", "customers.account.read:own"), crm.administrator()
    for name, owner in (("Mine", seller.user_id), ("Theirs", boss.user_id)):
        account = given.account(name, owner_id=owner)
        crm.do(CreatePriceList, boss, name=name, kind="customer", account_id=account, currency="CNY")
    crm.do(CreatePriceList, boss, name="All", kind="base", currency="CNY")

    assert [each["name"] for each in crm.ask(ListPriceLists, seller)["data"]] == ["All", "Mine"]
    assert [each["name"] for each in crm.ask(ListPriceLists, boss)["data"]] == ["All", "Mine", "Theirs"]
