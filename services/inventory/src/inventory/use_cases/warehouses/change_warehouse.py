"""Change a warehouse."""

from crm_contracts.inventory.commands.warehouses import ChangeWarehouse
from crm_kit.messages import given
from crm_kit.words import UNSET
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.warehouse import Warehouse
from inventory.lookups.places import make_default, refuse_filled


@app.handles(ChangeWarehouse)
def change_warehouse(command: ChangeWarehouse, work: Work) -> Warehouse:
    warehouse = work.get(Warehouse, command.warehouse_id, version=command.version)
    if command.is_active is False:
        refuse_filled(work, warehouse)
    warehouse.change(given(command, but=("is_default",)))
    if command.is_default is not UNSET and command.is_default != warehouse.is_default:
        make_default(work, warehouse) if command.is_default else warehouse.refuse_no_default()
    return warehouse
