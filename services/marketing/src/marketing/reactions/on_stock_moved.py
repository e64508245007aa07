"""What goods of deliveries were worth, as inventory tells of it. Other moves are nothing to marketing."""

from __future__ import annotations

from crm_contracts.inventory.events import StockMoved
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import MoveCopy

DELIVERY = "delivery"


@app.reacts(StockMoved, in_batches=True)
def on_stock_moved(event: StockMoved, work: Work) -> None:
    if event.document_kind == DELIVERY and event.document_id is not None:
        goods = {"product_id": event.product_id, "qty": event.qty, "cost": event.cost.amount}
        work.keep(MoveCopy, event.id, delivery_id=event.document_id, **goods)
