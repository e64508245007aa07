"""Let a product be what it was."""

from crm_contracts.inventory.commands.products import UnblockProduct
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product


@app.handles(UnblockProduct)
def unblock_product(command: UnblockProduct, work: Work) -> Product:
    product = work.get(Product, command.product_id, version=command.version)
    product.unblock()
    return product
