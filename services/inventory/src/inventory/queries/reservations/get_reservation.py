"""One reservation."""

from crm_contracts.inventory.queries.stock import GetReservation
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_move import StockMove
from inventory.lookups.seen_moves import seen_move


@app.answers(GetReservation)
def get_reservation(query: GetReservation, work: Work) -> StockMove:
    return seen_move(work, query.reservation_id)
