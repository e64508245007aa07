"""What the warehouse keeps for an order, and what it is short of."""

from __future__ import annotations

from collections.abc import Sequence

from crm_contracts.inventory.events import ReservationFailed, StockReserved, StockUnreserved
from crm_kit.reactions import Heard, newest
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import ReservationCopy
from sales.lookups.warehouse import hold_orders, note_reserved


@app.reacts(StockReserved, ReservationFailed, StockUnreserved, many=True)
def on_stock_reserved(heard: Sequence[Heard], work: Work) -> None:
    news = newest(heard)
    orders = [each.event.order_id for each in news]
    hold_orders(work, orders)
    work.keep_all(
        ReservationCopy, [{"id": each.event.order_id, "source_version": each.version, "lines": each.event.lines} for each in news]
    )
    note_reserved(work, orders)
