"""The products that there are to sell, as inventory tells of them."""

from __future__ import annotations

from crm_contracts.inventory.events import ProductBlocked, ProductCreated, ProductUpdated
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import ProductCopy

COPIED = ("code", "name", "category", "kind", "uom", "units", "tax_class", "status")


@app.reacts(ProductCreated, ProductUpdated, ProductBlocked, in_batches=True)
def on_product_changed(event: ProductCreated | ProductUpdated | ProductBlocked, work: Work) -> None:
    listed = event.list_price
    price = {"list_price_value": listed and listed.amount, "list_price_currency": listed and listed.currency}
    work.keep(ProductCopy, event.id, **{name: getattr(event, name) for name in COPIED}, **price)
