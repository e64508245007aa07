"""Products, page by page."""

from typing import Any

from crm_contracts.inventory.queries.products import ListProducts
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product


@app.answers(ListProducts)
def list_products(query: ListProducts, work: Work) -> dict[str, Any]:
    return page(work, query, Product)
