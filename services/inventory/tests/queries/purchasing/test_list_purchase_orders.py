"""Purchase orders, page by page."""

from typing import Any

from crm_contracts.inventory.queries.purchasing import ListPurchaseOrders
from crm_kit.testing.service import ServiceUnderTest


def test_they_are_found_by_status_value_and_supplier(crm: ServiceUnderTest, buying: Any) -> None:
    small, large = buying.order(buying.line(1, 10)), buying.sent(buying.line(1, 1000), external_reference="OLD-9")

    def found(**where: Any) -> list[str]:
        return [each["id"] for each in crm.ask(ListPurchaseOrders, buying.keeper, where=where or None)["data"]]

    assert found() == [large["id"], small["id"]]
    assert found(field="status", value="draft") == [small["id"]]
    assert found(field="total", op="gte", value="1000") == [large["id"]]
    assert found(field="external_reference", value="OLD-9") == [large["id"]]
    assert found(field="q", value=small["supplier_name"]) == [small["id"]]
