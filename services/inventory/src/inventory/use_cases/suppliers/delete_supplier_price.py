"""Delete a price that should not have been entered."""

from crm_contracts.inventory.commands.suppliers import DeleteSupplierPrice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier_price import SupplierPrice


@app.handles(DeleteSupplierPrice)
def delete_supplier_price(command: DeleteSupplierPrice, work: Work) -> None:
    work.remove(work.get(SupplierPrice, command.supplier_price_id, version=command.version))
