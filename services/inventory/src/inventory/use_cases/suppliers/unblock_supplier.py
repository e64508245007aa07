"""Order from a supplier again."""

from crm_contracts.inventory.commands.suppliers import UnblockSupplier
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier import Supplier


@app.handles(UnblockSupplier)
def unblock_supplier(command: UnblockSupplier, work: Work) -> Supplier:
    supplier = work.get(Supplier, command.supplier_id, version=command.version)
    supplier.unblock()
    return supplier
