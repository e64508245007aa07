"""How much there is to sell, as inventory tells of its stock."""

from __future__ import annotations

from crm_contracts.inventory.events import StockLevelChanged
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import StockCopy


@app.reacts(StockLevelChanged, in_batches=True)
def on_stock_level_changed(event: StockLevelChanged, work: Work) -> None:
    work.keep(StockCopy, event.id, product_id=event.product_id, available=event.available)
