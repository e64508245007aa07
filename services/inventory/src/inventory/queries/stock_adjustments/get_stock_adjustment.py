"""One stock adjustment."""

from crm_contracts.inventory.queries.stock import GetStockAdjustment
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_adjustment import StockAdjustment
from inventory.lookups.adjustments import shown


@app.answers(GetStockAdjustment)
def get_stock_adjustment(query: GetStockAdjustment, work: Work) -> StockAdjustment:
    return shown(work, work.get(StockAdjustment, query.adjustment_id))
