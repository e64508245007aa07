"""What one can do with warehouses, their bins and the settings of inventory."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.inventory.stock_words import BinCode, ShipBy, WarehouseAddress
from crm_contracts.inventory.views.warehouses import InventorySettingsView, LocationView, WarehouseView
from crm_contracts.inventory.words import Percent, TrackingLink, WarehouseCode, WarehouseKind
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import UNSET, Items, Name, Unset


@command(allow="inventory.warehouse.create", returns=WarehouseView)
class CreateWarehouse:
    """Another warehouse; 409 `duplicate` where its code is taken. Only stock of a kind `stock` can be reserved."""

    code: WarehouseCode
    name: Name
    kind: WarehouseKind = "stock"
    address: WarehouseAddress | None = None
    is_default: bool = False


@command(allow="inventory.warehouse.update", returns=WarehouseView)
class ChangeWarehouse:
    """Correct what is known of a warehouse, make it the default one, or take it out of use: 409 `in_use` while goods are in it."""

    warehouse_id: UUID
    version: int
    name: Name | Unset = UNSET
    address: WarehouseAddress | Unset | None = UNSET
    is_default: bool | Unset = UNSET
    is_active: bool | Unset = UNSET


@command(allow="inventory.warehouse.update", returns=LocationView)
class CreateBin:
    """A bin of a warehouse; 409 `duplicate` where the warehouse has one with the code."""

    warehouse_id: UUID
    code: BinCode


@command(allow="inventory.settings.change", returns=InventorySettingsView)
class ChangeInventorySettings:
    """Decide otherwise about inventory. `closed_through` closes the books through a day; 422 for one that is not over."""

    version: int
    ship_by: ShipBy | Unset = UNSET
    warehouse_id: UUID | Unset | None = UNSET
    closed_through: dt.date | Unset | None = UNSET
    over_delivery_percent: Percent | Unset = UNSET
    over_receipt_percent: Percent | Unset = UNSET
    price_rise_percent: Percent | Unset | None = UNSET
    amendment_rise_percent: Percent | Unset = UNSET
    purchase_approval_limit: Money | Unset | None = UNSET
    adjustment_approval_limit: Money | Unset | None = UNSET
    tracking_links: Annotated[list[TrackingLink], Items(100)] | Unset = UNSET
