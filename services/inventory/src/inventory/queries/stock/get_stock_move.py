"""One stock move."""

from crm_contracts.inventory.queries.stock import GetStockMove
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_move import StockMove
from inventory.lookups.seen_moves import seen_move


@app.answers(GetStockMove)
def get_stock_move(query: GetStockMove, work: Work) -> StockMove:
    return seen_move(work, query.move_id)
