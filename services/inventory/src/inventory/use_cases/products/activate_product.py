"""Sell and buy a product."""

from crm_contracts.inventory.commands.products import ActivateProduct
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product


@app.handles(ActivateProduct)
def activate_product(command: ActivateProduct, work: Work) -> Product:
    product = work.get(Product, command.product_id, version=command.version)
    product.activate()
    return product
