"""Neither sell nor buy a product."""

from crm_contracts.inventory.commands.products import BlockProduct
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product


@app.handles(BlockProduct)
def block_product(command: BlockProduct, work: Work) -> Product:
    product = work.get(Product, command.product_id, version=command.version)
    product.block(command.reason)
    return product
