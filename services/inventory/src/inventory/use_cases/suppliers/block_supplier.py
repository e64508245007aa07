"""Order nothing from a supplier."""

from crm_contracts.inventory.commands.suppliers import BlockSupplier
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier import Supplier


@app.handles(BlockSupplier)
def block_supplier(command: BlockSupplier, work: Work) -> Supplier:
    supplier = work.get(Supplier, command.supplier_id, version=command.version)
    supplier.block(command.reason)
    return supplier
