"""Why somebody can meet a record, or cannot."""

from typing import Any

from crm_contracts.inventory.queries.audit import ExplainAccess
from crm_kit.audit import explain_access as explain
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product
from inventory.domain.stock_adjustment import StockAdjustment
from inventory.domain.stock_move import StockMove
from inventory.domain.warehouse import Warehouse

ENTITIES: dict[str, Any] = {
    "product": Product,
    "warehouse": Warehouse,
    "adjustment": StockAdjustment,
    "reservation": StockMove,
}


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return explain(work, query, ENTITIES)
