"""Suppliers, page by page."""

from typing import Any

from crm_contracts.inventory.queries.suppliers import ListSuppliers
from crm_kit.testing.service import ServiceUnderTest


def test_they_are_found_by_name_number_and_grade(crm: ServiceUnderTest, buying: Any) -> None:
    zeta, alpha = buying.supplier(name="Zeta", grade="A", tax_id="T-1"), buying.supplier(name="Alpha")

    def found(**where: Any) -> list[str]:
        return [each["name"] for each in crm.ask(ListSuppliers, buying.keeper, where=where or None)["data"]]

    assert found() == ["Alpha", "Zeta"]
    assert found(field="grade", value="A") == ["Zeta"]
    assert found(field="q", value=alpha["number"]) == ["Alpha"]
    assert found(field="tax_id", value="T-1") == [zeta["name"]]
