"""Warehouses, page by page."""

from typing import Any

from crm_contracts.inventory.queries.warehouses import ListWarehouses
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.warehouse import Warehouse


@app.answers(ListWarehouses)
def list_warehouses(query: ListWarehouses, work: Work) -> dict[str, Any]:
    return page(work, query, Warehouse)
