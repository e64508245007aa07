"""One warehouse."""

from crm_contracts.inventory.queries.warehouses import GetWarehouse
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.warehouse import Warehouse


@app.answers(GetWarehouse)
def get_warehouse(query: GetWarehouse, work: Work) -> Warehouse:
    return work.get(Warehouse, query.warehouse_id)
