"""The values that products, warehouses and stock are told by."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_contracts.inventory.words import Quantity, SomeOrNone, UnitOfMeasure
from crm_kit.messages import value
from crm_kit.words import Between, CountryCode, Items, Label, Line, Text

AdjustmentKind = Literal["in", "out"]
AdjustmentReason = Literal[
    "opening_balance", "found", "count_difference", "damage", "loss", "scrap", "sample", "internal_use", "other"
]  # fmt: skip
AdjustmentStatus = Literal["draft", "pending_approval", "posted", "rejected", "reversed"]
StockClass = Literal["A", "B", "C"]
AlarmStatus = Literal["open", "closed"]
ShipBy = Literal["notice", "order"]
Priority = Annotated[int, Between(0, 100)]
UnitCost = Annotated[Decimal, Between(Decimal(0), Decimal(10) ** 9)]
BinCode = Annotated[str, Text(40, least=1)]


@value
class ProductUnit:
    """Another unit that a product is counted in: one of it is `factor` of the product's own."""

    uom: UnitOfMeasure
    factor: Quantity


@value
class SafetyStockLevel:
    """How much of a product a warehouse should not fall below; 0 takes the level away."""

    warehouse_id: UUID
    qty: SomeOrNone


ProductUnits = Annotated[list[ProductUnit], Items(20)]
SafetyStockLevels = Annotated[list[SafetyStockLevel], Items(200)]


@value
class WarehouseAddress:
    """Where a warehouse is."""

    line1: Line = ""
    line2: Line = ""
    city: Label = ""
    region: Label = ""
    postal_code: Annotated[str, Text(20)] = ""
    country: CountryCode | None = None
