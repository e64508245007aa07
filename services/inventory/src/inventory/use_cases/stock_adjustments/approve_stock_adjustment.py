"""Post a stock adjustment that waits."""

from crm_contracts.inventory.commands.stock import ApproveStockAdjustment
from crm_kit.approval import Decision
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_adjustment import StockAdjustment
from inventory.lookups.adjustments import post, shown


@app.handles(ApproveStockAdjustment)
def approve_stock_adjustment(command: ApproveStockAdjustment, work: Work) -> StockAdjustment:
    adjustment = work.get(StockAdjustment, command.adjustment_id, version=command.version, lock=True)
    adjustment.approve(Decision.of(work, command.comment))
    post(work, adjustment)
    return shown(work, adjustment)
