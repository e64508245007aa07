"""The places of a warehouse."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.warehouses import CreateBin
from crm_contracts.inventory.queries.warehouses import ListLocations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_warehouse_shows_its_own_places_only(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    main, east = given.main_warehouse(), given.warehouse("EAST")
    crm.do(CreateBin, keeper, warehouse_id=main["id"], code="B-2")
    crm.do(CreateBin, keeper, warehouse_id=main["id"], code="A-1")

    def codes(warehouse: dict[str, Any], **asked: Any) -> list[str]:
        return [row["code"] for row in crm.ask(ListLocations, keeper, warehouse_id=warehouse["id"], **asked)["data"]]

    assert codes(main) == ["A-1", "B-2", "MAIN"]
    assert codes(main, where={"field": "kind", "value": "bin"}) == ["A-1", "B-2"]
    assert codes(east) == ["EAST"]
    with crm.refused(404):
        codes({"id": str(uuid4())})
