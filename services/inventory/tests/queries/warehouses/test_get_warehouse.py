"""One warehouse."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.warehouses import GetWarehouse
from crm_kit.testing.service import ServiceUnderTest


def test_a_warehouse_is_shown_to_who_may_read_it(crm: ServiceUnderTest, given: Any) -> None:
    main, reader = given.main_warehouse(), crm.person("inventory.warehouse.read:own")

    assert crm.ask(GetWarehouse, reader, warehouse_id=main["id"])["code"] == "MAIN"
    with crm.refused(404):
        crm.ask(GetWarehouse, reader, warehouse_id=uuid4())
    with crm.refused(403):
        crm.ask(GetWarehouse, crm.person("inventory.stock.read:all"), warehouse_id=main["id"])
