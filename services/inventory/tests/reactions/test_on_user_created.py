"""The first colleague of a tenant brings its first warehouse."""

from crm_contracts.inventory.queries.warehouses import ListWarehouses
from crm_kit.testing.service import ServiceUnderTest


def test_a_tenant_has_one_main_warehouse_however_many_come(crm: ServiceUnderTest) -> None:
    for _ in range(2):
        crm.hear_golden("identity.user.created.v1")

    rows = crm.ask(ListWarehouses, crm.administrator())["data"]

    assert [(row["code"], row["is_default"], row["kind"]) for row in rows] == [("MAIN", True, "stock")]
