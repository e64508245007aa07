"""Bins of warehouses."""

from typing import Any

from crm_contracts.inventory.commands.warehouses import CreateBin
from crm_contracts.inventory.queries.warehouses import ListLocations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_warehouse_has_bins(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    main = given.main_warehouse()

    made = crm.do(CreateBin, keeper, warehouse_id=main["id"], code="A-01")

    assert (made["kind"], made["warehouse_id"]) == ("bin", main["id"])
    assert [row["code"] for row in crm.ask(ListLocations, keeper, warehouse_id=main["id"])["data"]] == ["A-01", "MAIN"]


def test_a_bin_is_made_once_and_in_a_warehouse_that_there_is(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    main = given.main_warehouse()
    crm.do(CreateBin, keeper, warehouse_id=main["id"], code="A-01")

    with crm.refused(409, "duplicate"):
        crm.do(CreateBin, keeper, warehouse_id=main["id"], code="a-01")
    with crm.refused(404):
        crm.do(CreateBin, keeper, warehouse_id=main["location_id"], code="A-02")
