"""Change what a supplier asks for a product, or until when."""

from crm_contracts.inventory.commands.suppliers import ChangeSupplierPrice
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier_price import SupplierPrice
from inventory.lookups.suppliers import refuse_overlap, supplier


@app.handles(ChangeSupplierPrice)
def change_supplier_price(command: ChangeSupplierPrice, work: Work) -> SupplierPrice:
    price = work.get(SupplierPrice, command.supplier_price_id, version=command.version)
    supplier(work, price.supplier_id, lock=True)
    price.tell(given(command))
    refuse_overlap(work, price)
    return price
