"""What one can ask about shipment notices."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.inventory.views.notices import ShipmentNoticeRow, ShipmentNoticeView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="inventory.shipment_notice.read", returns=ShipmentNoticeView)
class GetShipmentNotice:
    """One shipment notice."""

    shipment_notice_id: UUID


@query(allow="inventory.shipment_notice.read", returns=ShipmentNoticeRow)
class ListShipmentNotices(ListQuery):
    """Shipment notices, newest first; `q` finds them by their own number or the order's."""

    filters: ClassVar = (
        "status", "number", "order_id", "order_number", "account_id", "warehouse_id", "ship_on", "release_reason", "is_frozen",
        "is_automatic", "owner_id", "created_at", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "ship_on")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True
