"""What one can ask about deliveries, waybills, and what is shipped and is not yet."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from crm_contracts.inventory.views.deliveries import (
    DeliveryRow,
    DeliveryView,
    OpenShipmentRow,
    OpenShipmentsView,
    ShippedView,
    WaybillRow,
    WaybillStatisticsView,
    WaybillView,
)
from crm_kit.lists import ListQuery
from crm_kit.messages import query
from crm_kit.words import Between, Label


@query(allow="inventory.delivery.read", returns=DeliveryView)
class GetDelivery:
    """One delivery."""

    delivery_id: UUID


@query(allow="inventory.delivery.read", returns=DeliveryRow)
class ListDeliveries(ListQuery):
    """Deliveries, newest first; `q` finds them by their own number, an order's or a waybill's."""

    filters: ClassVar = (
        "status", "number", "account_id", "warehouse_id", "order_ids", "order_numbers", "notice_ids", "external_reference",
        "shipped_at", "delivered_at", "owner_id", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {"notice_ids": list[UUID], "external_reference": str}
    sorts: ClassVar = ("created_at", "shipped_at")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="inventory.waybill.read", returns=WaybillView)
class GetWaybill:
    """One waybill with everything its carrier said."""

    waybill_id: UUID


@query(allow="inventory.waybill.read", returns=WaybillRow)
class ListWaybills(ListQuery):
    """Waybills, newest first; `q` finds them by their own number, the delivery's, an order's or an invoice's."""

    filters: ClassVar = (
        "carrier", "number", "status", "status_at", "delivery_id", "delivery_number", "order_numbers", "invoice_id",
        "invoice_numbers", "account_id", "owner_id", "created_at",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "status_at")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="inventory.delivery.read", returns=OpenShipmentRow)
class ListOpenShipments(ListQuery):
    """Lines of confirmed orders that are still to be shipped, the earliest due first, those without a day last."""

    filters: ClassVar = (
        "account_id", "order_id", "order_number", "order_status", "product_id", "product_code", "due_on", "open", "owner_id",
    )  # fmt: skip
    more: ClassVar = {"due_by": dt.date}
    sorts: ClassVar = ("due_by",)
    default_sort: ClassVar = "due_by"


@query(allow="inventory.delivery.read", returns=OpenShipmentsView)
class OpenShipmentTotals:
    """What is still to be shipped, summed up by customer, product or due date; at most `limit` groups."""

    group_by: Literal["customer", "product", "due"] = "customer"
    due_to: dt.date | None = None
    limit: Annotated[int, Between(1, 1000)] = 200


@query(allow="inventory.delivery.read", returns=ShippedView)
class ShippedStatistics:
    """What was shipped in the days named, both included, and did not come back; at most 1000 groups.

    `region` and `industry` are the customer's, written as the groups of these name them.
    """

    group_by: Literal["product", "category", "region", "industry", "customer", "month"] = "product"
    shipped_from: dt.date | None = None
    shipped_to: dt.date | None = None
    account_id: UUID | None = None
    product_id: UUID | None = None
    region: Label | None = None
    industry: Label | None = None


@query(allow="inventory.waybill.read", returns=WaybillStatisticsView)
class WaybillStatistics:
    """How carriers do, by the consignments booked in the days named, both included: what arrived, in time or not, and how soon."""

    booked_from: dt.date | None = None
    booked_to: dt.date | None = None
