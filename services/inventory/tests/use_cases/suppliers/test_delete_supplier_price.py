"""Prices that should not have been entered."""

from typing import Any

from crm_contracts.inventory.commands.suppliers import CreateSupplierPrice, DeleteSupplierPrice
from crm_contracts.inventory.queries.suppliers import GetSupplierPrice
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_gone_and_another_may_take_its_days(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    told = {
        "supplier_id": buying.supplier()["id"],
        "product_id": given.product()["id"],
        "price": {"amount": "5", "currency": "CNY"},
    }
    price = crm.do(CreateSupplierPrice, buying.keeper, **told)

    buying.act(DeleteSupplierPrice, price)

    with crm.refused(404, "not_found"):
        crm.ask(GetSupplierPrice, buying.keeper, supplier_price_id=price["id"])
    assert crm.do(CreateSupplierPrice, buying.keeper, **told)["version"] == 1
