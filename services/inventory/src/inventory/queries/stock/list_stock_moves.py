"""Stock moves, page by page."""

from typing import Any

from crm_contracts.inventory.queries.stock import ListStockMoves
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_move import StockMove
from inventory.lookups.seen_moves import of_seen_orders


@app.answers(ListStockMoves)
def list_stock_moves(query: ListStockMoves, work: Work) -> dict[str, Any]:
    return page(work, query, StockMove, None, of_seen_orders(work))
