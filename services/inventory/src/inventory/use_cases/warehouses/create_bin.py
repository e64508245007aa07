"""A bin of a warehouse."""

from crm_contracts.inventory.commands.warehouses import CreateBin
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.warehouse import Location, Warehouse
from inventory.lookups.places import new_location


@app.handles(CreateBin)
def create_bin(command: CreateBin, work: Work) -> Location:
    warehouse = work.get(Warehouse, command.warehouse_id)
    return new_location(work, warehouse.id, command.code, "bin" if warehouse.kind == "stock" else warehouse.kind)
