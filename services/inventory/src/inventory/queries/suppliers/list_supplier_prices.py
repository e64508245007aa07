"""What suppliers ask, page by page."""

from typing import Any

from crm_contracts.inventory.queries.suppliers import ListSupplierPrices
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier_price import SupplierPrice


@app.answers(ListSupplierPrices)
def list_supplier_prices(query: ListSupplierPrices, work: Work) -> dict[str, Any]:
    return page(work, query, SupplierPrice)
