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
