"""Keep goods for somebody."""

from crm_contracts.inventory.commands.stock import ReserveStock
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_move import StockMove
from inventory.lookups.keeping import keep


@app.handles(ReserveStock)
def reserve_stock(command: ReserveStock, work: Work) -> StockMove:
    return keep(work, command)
