"""The places of a warehouse, page by page."""

from typing import Any

from crm_contracts.inventory.queries.warehouses import ListLocations
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.warehouse import Location, Warehouse


@app.answers(ListLocations)
def list_locations(query: ListLocations, work: Work) -> dict[str, Any]:
    warehouse = work.get(Warehouse, query.warehouse_id)
    return page(work, query, Location, None, Location.warehouse_id == warehouse.id)
