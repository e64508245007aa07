"""Purchase orders, page by page."""

from typing import Any

from crm_contracts.inventory.queries.purchasing import ListPurchaseOrders
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder


@app.answers(ListPurchaseOrders)
def list_purchase_orders(query: ListPurchaseOrders, work: Work) -> dict[str, Any]:
    return page(work, query, PurchaseOrder)
