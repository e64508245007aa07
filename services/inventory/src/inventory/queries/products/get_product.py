"""One product."""

from crm_contracts.inventory.queries.products import GetProduct
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product


@app.answers(GetProduct)
def get_product(query: GetProduct, work: Work) -> Product:
    return work.get(Product, query.product_id)
