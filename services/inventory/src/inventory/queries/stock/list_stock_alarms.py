"""Safety-stock alarms, page by page."""

from typing import Any

from crm_contracts.inventory.queries.stock import ListStockAlarms
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product
from inventory.domain.stock_alarm import StockAlarm

COLUMNS = {"code": Product.code, "name": Product.name}


@app.answers(ListStockAlarms)
def list_stock_alarms(query: ListStockAlarms, work: Work) -> dict[str, Any]:
    joined = StockAlarm.__table__.join(Product, Product.id == StockAlarm.product_id)
    return page(work, query, StockAlarm, COLUMNS, source=joined)
