"""Warehouses, page by page."""

from typing import Any

from crm_contracts.inventory.queries.warehouses import ListWarehouses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_warehouses_are_listed_by_code_and_kind(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    given.warehouse("Q", kind="quarantine")
    given.warehouse("EAST")

    def codes(**asked: Any) -> list[str]:
        return [row["code"] for row in crm.ask(ListWarehouses, keeper, **asked)["data"]]

    assert codes() == ["EAST", "MAIN", "Q"]
    assert codes(where={"field": "kind", "value": "quarantine"}) == ["Q"]
    assert codes(sort="-code", limit=1) == ["Q"]
