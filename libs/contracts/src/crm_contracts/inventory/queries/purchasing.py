"""What one can ask about purchase orders and receipts."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.inventory.views.purchasing import PurchaseOrderRow, PurchaseOrderView, ReceiptRow, ReceiptView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="inventory.purchase_order.read", returns=PurchaseOrderView)
class GetPurchaseOrder:
    """One purchase order."""

    purchase_order_id: UUID


@query(allow="inventory.purchase_order.read", returns=PurchaseOrderRow)
class ListPurchaseOrders(ListQuery):
    """Purchase orders, newest first; `q` finds them by number, supplier or the supplier's reference."""

    filters: ClassVar = (
        "status", "receipt_status", "number", "supplier_id", "supplier_name", "warehouse_id", "ordered_on", "total",
        "external_reference", "owner_id", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {"external_reference": str}
    sorts: ClassVar = ("created_at", "ordered_on")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="inventory.receipt.read", returns=ReceiptView)
class GetReceipt:
    """One receipt."""

    receipt_id: UUID


@query(allow="inventory.receipt.read", returns=ReceiptRow)
class ListReceipts(ListQuery):
    """Receipts, newest first; `q` finds them by number, supplier or delivery note."""

    filters: ClassVar = (
        "status", "number", "supplier_id", "supplier_name", "warehouse_id", "purchase_order_ids", "posted_on",
        "external_reference", "owner_id", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {"external_reference": str}
    sorts: ClassVar = ("created_at", "posted_on")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True
