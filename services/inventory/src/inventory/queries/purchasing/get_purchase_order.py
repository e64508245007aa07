"""One purchase order."""

from crm_contracts.inventory.queries.purchasing import GetPurchaseOrder
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder


@app.answers(GetPurchaseOrder)
def get_purchase_order(query: GetPurchaseOrder, work: Work) -> PurchaseOrder:
    return work.get(PurchaseOrder, query.purchase_order_id)
