"""A new product."""

from crm_contracts.inventory.commands.products import CreateProduct
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product
from inventory.lookups.duplicates import refuse_duplicates
from inventory.lookups.places import check_warehouses


@app.handles(CreateProduct)
def create_product(command: CreateProduct, work: Work) -> Product:
    check_warehouses(work, command.safety_stock)
    product = Product()
    product.begin(given(command, but=("status", "confirm_duplicate", "reason")), is_active=command.status == "active")
    refuse_duplicates(work, product, command.confirm_duplicate, command.reason)
    return work.add(product)
