"""Stock adjustments, page by page."""

from typing import Any

from crm_contracts.inventory.queries.stock import ListStockAdjustments
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_waits_is_found_by_its_status(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    first = given.stock(given.product(), 1)
    given.settings(adjustment_approval_limit={"amount": "5.00", "currency": "CNY"})
    second = given.stock(given.product(), 1)

    def numbers(**asked: Any) -> list[str]:
        return [row["number"] for row in crm.ask(ListStockAdjustments, keeper, **asked)["data"]]

    assert numbers() == [second["number"], first["number"]]
    assert numbers(where={"field": "status", "value": "pending_approval"}) == [second["number"]]
    with crm.refused(403):
        crm.ask(ListStockAdjustments, crm.person("inventory.stock.read:all"))
