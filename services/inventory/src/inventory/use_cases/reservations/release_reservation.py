"""Let goods go that were kept."""

from crm_contracts.inventory.commands.stock import ReleaseReservation
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_move import StockMove
from inventory.lookups.keeping import let_go


@app.handles(ReleaseReservation)
def release_reservation(command: ReleaseReservation, work: Work) -> StockMove:
    move = work.get(StockMove, command.reservation_id, version=command.version)
    let_go(work, move)
    return move
