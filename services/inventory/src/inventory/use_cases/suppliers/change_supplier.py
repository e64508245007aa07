"""Change what is known of a supplier."""

from crm_contracts.inventory.commands.suppliers import ChangeSupplier
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier import Supplier
from inventory.lookups.suppliers import refuse_duplicate


@app.handles(ChangeSupplier)
def change_supplier(command: ChangeSupplier, work: Work) -> Supplier:
    supplier = work.get(Supplier, command.supplier_id, version=command.version)
    supplier.change(given(command))
    refuse_duplicate(work, supplier)
    return supplier
