"""What one can do with products."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal
from uuid import UUID

from crm_contracts.inventory.stock_words import ProductUnits, SafetyStockLevels
from crm_contracts.inventory.views.products import ProductView
from crm_contracts.inventory.words import ProductCode, ProductKind, UnitOfMeasure
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import UNSET, Label, Line, Name, Reason, Text, Unset

Barcode = Annotated[str, Text(60, least=1)]
TaxClassCode = Annotated[str, Text(40)]


@command(allow="inventory.product.create", returns=ProductView)
class CreateProduct:
    """A new product. 409 `duplicate` where its code, or its name with its specification, is there already.

    409 `possible_duplicate` shows those that are called much alike; with `confirm_duplicate` and a `reason` it passes.
    """

    code: ProductCode
    name: Name
    spec: Line = ""
    category: Label = ""
    brand: Label = ""
    kind: ProductKind = "goods"
    uom: UnitOfMeasure = "pcs"
    units: ProductUnits = field(default_factory=list)
    barcode: Barcode | None = None
    tax_class: TaxClassCode = ""
    list_price: Money | None = None
    safety_stock: SafetyStockLevels = field(default_factory=list)
    status: Literal["draft", "active"] = "active"
    confirm_duplicate: bool = False
    reason: Reason | None = None


@command(allow="inventory.product.update", returns=ProductView)
class ChangeProduct:
    """Correct what is known of a product. Its `uom` and `kind` stay once goods have moved: 409 `in_use`."""

    product_id: UUID
    version: int
    code: ProductCode | Unset = UNSET
    name: Name | Unset = UNSET
    spec: Line | Unset = UNSET
    category: Label | Unset = UNSET
    brand: Label | Unset = UNSET
    kind: ProductKind | Unset = UNSET
    uom: UnitOfMeasure | Unset = UNSET
    units: ProductUnits | Unset = UNSET
    barcode: Barcode | Unset | None = UNSET
    tax_class: TaxClassCode | Unset = UNSET
    list_price: Money | Unset | None = UNSET
    safety_stock: SafetyStockLevels | Unset = UNSET
    confirm_duplicate: bool = False
    reason: Reason | None = None


@command(allow="inventory.product.activate", returns=ProductView)
class ActivateProduct:
    """Sell and buy a product that was being prepared, or phased out."""

    product_id: UUID
    version: int


@command(allow="inventory.product.phase_out", returns=ProductView)
class PhaseOutProduct:
    """Sell what is left of a product, and buy no more of it."""

    product_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.product.block", returns=ProductView)
class BlockProduct:
    """Neither sell nor buy a product, until it is unblocked."""

    product_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.product.unblock", returns=ProductView)
class UnblockProduct:
    """Let a product be what it was before it was blocked."""

    product_id: UUID
    version: int
