"""One price list."""

from typing import Any

from crm_contracts.sales.commands.price_lists import CreatePriceList
from crm_contracts.sales.queries.prices import GetPriceList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_as_it_was_made(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    made = crm.do(CreatePriceList, crm.administrator(), name="Base", kind="base", currency="CNY")

    assert crm.ask(GetPriceList, rep, price_list_id=made["id"]) == made
