"""What inventory shows of its warehouses and settings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.stock_words import ShipBy, WarehouseAddress
from crm_contracts.inventory.words import LocationKind, TrackingLink, WarehouseKind
from crm_kit.messages import view
from crm_kit.money import Money


@view
class WarehouseView:
    """A warehouse. `location_id` is its own place; bins are further ones. Orders are served from the default one first."""

    id: UUID
    version: int
    code: str
    name: str
    kind: WarehouseKind
    address: WarehouseAddress | None
    location_id: UUID
    is_default: bool
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class LocationView:
    """A place that goods can be in: a bin or another part of a warehouse."""

    id: UUID
    version: int
    warehouse_id: UUID
    code: str
    kind: LocationKind
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class InventorySettingsView:
    """What the tenant has decided about its inventory; version 0 while nobody has changed anything.

    With `ship_by` order every confirmed order gets its shipment notice by itself. Nothing is posted on `closed_through` or before.
    `warehouse_id` is where orders are served from first, the default warehouse unless it is set. Without a limit nothing waits.
    `tracking_links` say where people follow a carrier's consignments.
    """

    version: int
    ship_by: ShipBy
    warehouse_id: UUID | None
    closed_through: dt.date | None
    over_delivery_percent: Decimal
    over_receipt_percent: Decimal
    price_rise_percent: Decimal | None
    amendment_rise_percent: Decimal
    purchase_approval_limit: Money | None
    adjustment_approval_limit: Money | None
    tracking_links: list[TrackingLink]
