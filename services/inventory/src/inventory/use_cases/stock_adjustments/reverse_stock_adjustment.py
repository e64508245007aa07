"""Take a posted stock adjustment back."""

from crm_contracts.inventory.commands.stock import ReverseStockAdjustment
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_adjustment import StockAdjustment
from inventory.lookups.adjustments import post_back, shown


@app.handles(ReverseStockAdjustment)
def reverse_stock_adjustment(command: ReverseStockAdjustment, work: Work) -> StockAdjustment:
    adjustment = work.get(StockAdjustment, command.adjustment_id, version=command.version, lock=True)
    adjustment.reverse(command.posted_on or work.today)
    post_back(work, adjustment)
    return shown(work, adjustment)
