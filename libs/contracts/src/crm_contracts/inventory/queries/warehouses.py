"""What one can ask about warehouses, bins and settings."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.inventory.views.warehouses import InventorySettingsView, LocationView, WarehouseView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="inventory.warehouse.read", returns=WarehouseView)
class GetWarehouse:
    """One warehouse."""

    warehouse_id: UUID


@query(allow="inventory.warehouse.read", returns=WarehouseView)
class ListWarehouses(ListQuery):
    """Warehouses, by code."""

    filters: ClassVar = ("code", "name", "kind", "is_default", "is_active")
    sorts: ClassVar = ("code",)
    default_sort: ClassVar = "code"


@query(allow="inventory.warehouse.read", returns=LocationView)
class ListLocations(ListQuery):
    """The places of a warehouse, by code: its own one, its bins, and those for what is not for sale."""

    filters: ClassVar = ("code", "kind")
    sorts: ClassVar = ("code",)
    default_sort: ClassVar = "code"

    warehouse_id: UUID


@query(allow="inventory.settings.read", returns=InventorySettingsView)
class GetInventorySettings:
    """What the tenant has decided about its inventory."""
