"""More warehouses."""

from typing import Any

from crm_contracts.inventory.commands.warehouses import CreateWarehouse
from crm_contracts.inventory.queries.warehouses import ListWarehouses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_tenant_begins_with_one_and_may_have_more(crm: ServiceUnderTest, keeper: Caller) -> None:
    address = {"line1": "Dock 3", "city": "Shanghai", "country": "CN"}

    east = crm.do(CreateWarehouse, keeper, code="EAST", name="东仓", address=address)

    assert east["address"]["city"] == "Shanghai"
    codes = [(row["code"], row["is_default"]) for row in crm.ask(ListWarehouses, keeper)["data"]]
    assert codes == [("EAST", False), ("MAIN", True)]


def test_a_new_default_takes_the_place_of_the_old_one(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    crm.do(CreateWarehouse, keeper, code="EAST", name="East", is_default=True)

    assert given.main_warehouse()["code"] == "EAST"
    assert crm.ask(ListWarehouses, keeper, count="exact", where={"field": "is_default", "value": True})["count"] == 1


def test_a_code_is_used_once(crm: ServiceUnderTest, keeper: Caller) -> None:
    with crm.refused(409, "duplicate"):
        crm.do(CreateWarehouse, keeper, code="main", name="Another")


def test_what_is_in_quarantine_is_not_for_sale(crm: ServiceUnderTest, given: Any) -> None:
    product, apart = given.product(), given.warehouse("Q", kind="quarantine")
    given.stock(product, 10, warehouse_id=apart["id"])
    line = given.line(product, 4)

    given.order(line)

    assert given.moves(line["id"])[0].status == "waiting"
