"""What one can ask about orders."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.orders import OrderDetail, OrderRow
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.order.read", returns=OrderDetail)
class GetOrder:
    """One order, what its customer paid before, and where its goods are."""

    order_id: UUID


@query(allow="sales.order.read", returns=OrderRow)
class ListOrders(ListQuery):
    """Orders, newest first; `q` finds them by number and by the customer's reference."""

    filters: ClassVar = (
        "number", "status", "account_id", "opportunity_id", "external_reference", "owner_id", "team_path", "ordered_on",
        "confirmed_on", "total", "base_amount", "currency", "delivery_status", "invoice_status", "payment_status", "return_status",
        "is_exception", "region", "product_ids", "quotation_ids", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {
        "team_path": str, "currency": str, "region": str, "product_ids": list[UUID], "quotation_ids": list[UUID],
    }  # fmt: skip
    sorts: ClassVar = ("created_at", "number", "ordered_on", "updated_at")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True
