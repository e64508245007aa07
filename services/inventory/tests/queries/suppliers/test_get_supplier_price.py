"""One price of a supplier."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.suppliers import CreateSupplierPrice
from crm_contracts.inventory.queries.suppliers import GetSupplierPrice
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_shown(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    told = {
        "supplier_id": buying.supplier()["id"],
        "product_id": given.product()["id"],
        "price": {"amount": "5", "currency": "CNY"},
    }
    made = crm.do(CreateSupplierPrice, buying.keeper, **told, moq="10", supplier_code="AB-1", lead_time_days=14)

    assert crm.ask(GetSupplierPrice, buying.keeper, supplier_price_id=made["id"]) == made
    with crm.refused(404, "not_found"):
        crm.ask(GetSupplierPrice, buying.keeper, supplier_price_id=uuid4())
