"""What inventory shows of its products."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.stock_words import ProductUnit, SafetyStockLevel
from crm_contracts.inventory.words import ProductKind, ProductStatus
from crm_kit.messages import value, view
from crm_kit.money import Money


@view
class ProductRow:
    """A product in a list. `list_price` is per `uom`, without tax."""

    id: UUID
    version: int
    code: str
    name: str
    spec: str
    category: str
    brand: str
    kind: ProductKind
    uom: str
    barcode: str | None
    tax_class: str
    list_price: Money | None
    status: ProductStatus
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class ProductView(ProductRow):
    """A product. Its cost is asked for apart."""

    units: list[ProductUnit]
    safety_stock: list[SafetyStockLevel]
    status_reason: str


@value
class WarehouseCost:
    """What a product is worth in one warehouse, in the base currency."""

    warehouse_id: UUID
    on_hand: Decimal
    unit_cost: Decimal
    value: Money


@view
class ProductCosts:
    """What a product costs, in the base currency: the moving average over all warehouses, and what came in last at what cost."""

    id: UUID
    code: str
    on_hand: Decimal
    unit_cost: Decimal
    value: Money
    last_cost: Decimal | None
    last_posted_on: dt.date | None
    warehouses: list[WarehouseCost]
