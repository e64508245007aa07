"""One reservation."""

from crm_contracts.inventory.queries.stock import GetReservation
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_move import StockMove


@app.answers(GetReservation)
def get_reservation(query: GetReservation, work: Work) -> StockMove:
    return work.get(StockMove, query.reservation_id)
