"""The products that the desk serves, as inventory tells of them."""

from __future__ import annotations

from crm_contracts.inventory.events import ProductBlocked, ProductCreated, ProductUpdated
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.copies import ProductCopy

COPIED = ("code", "name", "category", "kind", "uom", "status")


@app.reacts(ProductCreated, ProductUpdated, ProductBlocked, in_batches=True)
def on_product_changed(event: ProductCreated | ProductUpdated | ProductBlocked, work: Work) -> None:
    work.keep(ProductCopy, event.id, **{name: getattr(event, name) for name in COPIED})
