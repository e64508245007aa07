"""Stock adjustments, page by page."""

from typing import Any

from crm_contracts.inventory.queries.stock import ListStockAdjustments
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_adjustment import StockAdjustment


@app.answers(ListStockAdjustments)
def list_stock_adjustments(query: ListStockAdjustments, work: Work) -> dict[str, Any]:
    return page(work, query, StockAdjustment)
