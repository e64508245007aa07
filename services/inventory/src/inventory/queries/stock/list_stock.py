"""How much there is of what and where, page by page."""

from typing import Any

from sqlalchemy import func, outerjoin, select

from crm_contracts.inventory.queries.stock import ListStock
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.balance import Balance
from inventory.domain.product import Product
from inventory.domain.stock_expected import StockExpected
from inventory.domain.warehouse import Warehouse

_same = (StockExpected.product_id == Balance.product_id) & (StockExpected.warehouse_id == Balance.warehouse_id)
_own_place = Warehouse.location_id == Balance.location_id
_coming = select(func.sum(StockExpected.qty)).where(_same, _own_place).correlate(Balance, Warehouse).scalar_subquery()
COLUMNS: dict[str, Any] = {
    "name": Product.name, "category": Product.category, "uom": Product.uom, "warehouse_code": Warehouse.code,
    "available": Balance.on_hand - Balance.reserved, "incoming": func.coalesce(_coming, 0),
}  # fmt: skip
# Every balance has both. That these are outer joins tells the database that it needs no more balances than the page shows.
WITH_PRODUCT = outerjoin(Balance, Product, Product.id == Balance.product_id)
WITH_NAMES = outerjoin(WITH_PRODUCT, Warehouse, Warehouse.id == Balance.warehouse_id)


@app.answers(ListStock)
def list_stock(query: ListStock, work: Work) -> dict[str, Any]:
    return page(work, query, Balance, COLUMNS, source=WITH_NAMES)
