"""What suppliers ask, page by page."""

from typing import Any

from crm_contracts.inventory.commands.suppliers import CreateSupplierPrice
from crm_contracts.inventory.queries.suppliers import ListSupplierPrices
from crm_kit.testing.service import ServiceUnderTest


def test_the_history_of_a_product_at_a_supplier(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    told = {"supplier_id": buying.supplier()["id"], "product_id": given.product()["id"]}
    for amount, first, last in (("5", "2025-01-01", "2025-12-31"), ("6", "2026-01-01", None)):
        price = {"amount": amount, "currency": "CNY"}
        crm.do(CreateSupplierPrice, buying.keeper, **told, price=price, valid_from=first, valid_until=last)

    where = {"and": [{"field": name, "value": value} for name, value in told.items()]}
    rows = crm.ask(ListSupplierPrices, buying.keeper, where=where)["data"]

    assert [(each["price"]["amount"], each["valid_until"]) for each in rows] == [("6.00", None), ("5.00", "2025-12-31")]
