"""What was paid for products, page by page."""

from typing import Any

from sqlalchemy import join

from crm_contracts.inventory.queries.suppliers import ListPurchasePrices
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_line import PurchaseLine
from inventory.domain.purchase_order import PurchaseOrder

COLUMNS = {
    "purchase_order_number": PurchaseOrder.number, "supplier_id": PurchaseOrder.supplier_id,
    "supplier_name": PurchaseOrder.supplier_name, "ordered_on": PurchaseOrder.ordered_on,
}  # fmt: skip
_OF_ORDER = join(PurchaseLine, PurchaseOrder, PurchaseLine.purchase_order_id == PurchaseOrder.id)


@app.answers(ListPurchasePrices)
def list_purchase_prices(query: ListPurchasePrices, work: Work) -> dict[str, Any]:
    sent = (PurchaseOrder.sent_at.is_not(None), PurchaseOrder.deleted_at.is_(None), PurchaseOrder.status != "cancelled")
    return page(work, query, PurchaseLine, COLUMNS, visible(work.caller, PurchaseOrder, work.allow), *sent, source=_OF_ORDER)
