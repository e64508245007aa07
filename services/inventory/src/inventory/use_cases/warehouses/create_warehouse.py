"""Another warehouse."""

from crm_contracts.inventory.commands.warehouses import CreateWarehouse
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.warehouse import Warehouse
from inventory.lookups.places import make_default, new_warehouse, warehouses


@app.handles(CreateWarehouse)
def create_warehouse(command: CreateWarehouse, work: Work) -> Warehouse:
    warehouses(work)
    warehouse = new_warehouse(work, Warehouse(**given(command, but=("is_default",)), is_active=True, is_default=False))
    if command.is_default:
        make_default(work, warehouse)
    return warehouse
