"""What the warehouse keeps for an order, and what it is short of."""

from __future__ import annotations

from crm_contracts.inventory.events import ReservationFailed, StockReserved, StockUnreserved
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import ReservationCopy
from sales.lookups.warehouse import locked_orders, reserved


@app.reacts(StockReserved, ReservationFailed, StockUnreserved)
def on_stock_reserved(event: StockReserved | ReservationFailed | StockUnreserved, work: Work) -> None:
    orders = locked_orders(work, [event.order_id])
    if work.copy(ReservationCopy, event.order_id, lines=event.lines):
        for order in orders:
            order.note_reserved(reserved(event.lines))
