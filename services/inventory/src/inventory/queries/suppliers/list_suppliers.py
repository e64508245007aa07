"""Suppliers, page by page."""

from typing import Any

from crm_contracts.inventory.queries.suppliers import ListSuppliers
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier import Supplier


@app.answers(ListSuppliers)
def list_suppliers(query: ListSuppliers, work: Work) -> dict[str, Any]:
    return page(work, query, Supplier)
