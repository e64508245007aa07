"""Turn a stock adjustment down that waits."""

from crm_contracts.inventory.commands.stock import RejectStockAdjustment
from crm_kit.approval import Decision
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_adjustment import StockAdjustment
from inventory.lookups.adjustments import shown


@app.handles(RejectStockAdjustment)
def reject_stock_adjustment(command: RejectStockAdjustment, work: Work) -> StockAdjustment:
    adjustment = work.get(StockAdjustment, command.adjustment_id, version=command.version)
    adjustment.reject(Decision.of(work, command.comment))
    return shown(work, adjustment)
