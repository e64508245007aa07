"""What is kept or waited for, page by page."""

from typing import Any

from crm_contracts.inventory.queries.stock import ListReservations
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.seen_moves import of_seen_orders


@app.answers(ListReservations)
def list_reservations(query: ListReservations, work: Work) -> dict[str, Any]:
    return page(work, query, StockMove, None, StockMove.status.in_(OPEN), of_seen_orders(work))
