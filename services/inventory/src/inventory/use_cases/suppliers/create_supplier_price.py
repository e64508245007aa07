"""Note what a supplier asks for a product."""

from crm_contracts.inventory.commands.suppliers import CreateSupplierPrice
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier_price import SupplierPrice
from inventory.lookups.products import named_products
from inventory.lookups.suppliers import refuse_overlap, supplier


@app.handles(CreateSupplierPrice)
def create_supplier_price(command: CreateSupplierPrice, work: Work) -> SupplierPrice:
    supplier(work, command.supplier_id, lock=True)
    named_products(work, {"/product_id": command.product_id})
    price = SupplierPrice()
    price.tell({**given(command), "valid_from": command.valid_from or work.today})
    refuse_overlap(work, price)
    return work.add(price)
