"""Sell what is left of a product."""

from crm_contracts.inventory.commands.products import PhaseOutProduct
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product


@app.handles(PhaseOutProduct)
def phase_out_product(command: PhaseOutProduct, work: Work) -> Product:
    product = work.get(Product, command.product_id, version=command.version)
    product.phase_out(command.reason)
    return product
