"""The product: what is sold, bought and kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.inventory.events import ProductBlocked, ProductCreated, ProductUpdated
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import (
    Aggregate,
    ForeignKey,
    Machine,
    Mapped,
    Money,
    Part,
    Searchable,
    String,
    Text,
    Values,
    column,
    money,
    parts,
    sorted_text,
)

_NOT_LETTERS = re.compile(r"[\W_]+")


def code_key(code: str) -> str:
    """A code as it is compared: folded, so that 'AB-1' and 'ab-1' are one."""
    return unicodedata.normalize("NFKC", code).casefold()


def same_key(name: str, spec: str) -> str:
    """Name and specification as they are compared: folded, without spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", f"{name}\n{spec}").casefold()
    return "\n".join(_NOT_LETTERS.sub("", part) for part in folded.split("\n"))


class Product(Searchable, Aggregate):
    """Something that is sold, bought or used. `uom` is the unit it is kept in; `units` are others, each `factor` of it."""

    __tablename__ = "products"
    MACHINE = Machine(
        activate=("draft phased_out", "active"),
        phase_out=("active", "phased_out"),
        block=("draft active phased_out", "blocked"),
        unblock=("blocked", "active draft phased_out"),
    )

    code: Mapped[str] = column(sorted_text(60))
    code_key: Mapped[str] = column(String(80, collation="C"))
    name: Mapped[str] = column(sorted_text(200))
    spec: Mapped[str] = column(String(500), default="")
    same_key: Mapped[str] = column(Text)
    category: Mapped[str] = column(String(100), default="")
    brand: Mapped[str] = column(String(100), default="")
    kind: Mapped[str] = column(String(10), default="goods")
    uom: Mapped[str] = column(String(20), default="pcs")
    units: Mapped[Any] = column(Values, default=list)
    barcode: Mapped[str | None] = column(String(60))
    tax_class: Mapped[str] = column(String(40), default="")
    list_price: Mapped[Money | None] = money("list_price", optional=True)
    status: Mapped[str] = column(String(20), default="draft")
    status_before: Mapped[str | None] = column(String(20))
    status_reason: Mapped[str] = column(Text, default="")
    safety_stock: Mapped[list[SafetyStock]] = parts(order_by="SafetyStock.warehouse_id")

    def words(self) -> list[str | None]:
        return [self.code, self.name, self.spec, self.brand, self.category, self.barcode]

    def begin(self, told: dict[str, Any], is_active: bool) -> None:
        """There is a new product."""
        self.status, self.status_reason = "active" if is_active else "draft", ""
        self._tell(told)
        self.record(ProductCreated)

    def change(self, changes: dict[str, Any]) -> None:
        """Correct what is known of it."""
        self._tell(changes)
        self.record(ProductUpdated)

    def _tell(self, told: dict[str, Any]) -> None:
        safety = told.pop("safety_stock", None)
        for name, value in told.items():
            setattr(self, name, value)
        self.code_key, self.same_key = code_key(self.code), same_key(self.name, self.spec or "")
        _check_units(self.uom, self.units or [])
        if safety is not None:
            self._keep_in_store(safety)

    def _keep_in_store(self, wanted: Sequence[Any]) -> None:
        known = {each.warehouse_id: each for each in self.safety_stock}
        if len({each.warehouse_id for each in wanted}) < len(wanted):
            raise Invalid.field("/safety_stock", "duplicate_warehouse", "Each warehouse is named once")
        kept = [(known.get(each.warehouse_id) or SafetyStock(warehouse_id=each.warehouse_id)).keep(each.qty) for each in wanted]
        self.safety_stock = [each for each in kept if each.qty]

    @property
    def watched(self) -> set[tuple[UUID, UUID]]:
        """The product with each warehouse that has a safety stock of it."""
        return {(self.id, each.warehouse_id) for each in self.safety_stock}

    # --- its status --------------------------------------------------------------------------------------------------

    def activate(self) -> None:
        """Sell and buy it."""
        self.transition("activate")
        self.record(ProductUpdated)

    def phase_out(self, reason: str) -> None:
        """Sell what is left of it and buy no more."""
        self.transition("phase_out")
        self.status_reason = reason
        self.record(ProductUpdated)

    def block(self, reason: str) -> None:
        """Neither sell nor buy it."""
        self.status_before = self.status
        self.transition("block")
        self.status_reason = reason
        self.record(ProductBlocked, reason=reason)

    def unblock(self) -> None:
        """Be what it was before it was blocked."""
        self.transition("unblock", self.status_before)
        self.status_before, self.status_reason = None, ""
        self.record(ProductUpdated)

    # --- what may be done with it ------------------------------------------------------------------------------------

    @property
    def is_stocked(self) -> bool:
        return is_stocked(self.kind)

    def factor(self, uom: str) -> Decimal | None:
        """How many of its own unit one such unit is; None for a unit that it does not have."""
        return self.factors.get(uom)

    @property
    def factors(self) -> dict[str, Decimal]:
        """How many of its own unit each of its units is."""
        return {**dict(map(_unit, self.units or ())), self.uom: Decimal(1)}

    def check_stocked(self, pointer: str) -> None:
        """Invalid (422) for what is never in stock."""
        if not self.is_stocked:
            raise Invalid.field(pointer, "not_stocked", f"{self.code} is a service; there is no stock of it")

    def check_usable(self, pointer: str) -> None:
        """The same, and Conflict (409) while it is blocked."""
        self.check_stocked(pointer)
        if self.status == "blocked":
            raise refusal(pointer, "product_blocked", f"{self.code} is blocked: {self.status_reason}")

    def check_buyable(self, pointer: str) -> None:
        """The same for buying, which a product that is phased out is not either."""
        self.check_usable(pointer)
        if self.status == "phased_out":
            raise refusal(pointer, "product_phased_out", f"{self.code} is being phased out")


def is_stocked(kind: str) -> bool:
    """Whether there can be stock of products of this kind."""
    return kind != "service"


def refusal(pointer: str, code: str, message: str) -> Conflict:
    """A 409 that names its place in the request."""
    return Conflict(message, code=code, errors=[{"pointer": pointer, "code": code, "message": message}])


def _unit(unit: Any) -> tuple[str, Decimal]:
    return (unit["uom"], Decimal(unit["factor"])) if isinstance(unit, dict) else (unit.uom, unit.factor)


def _check_units(uom: str, units: Sequence[Any]) -> None:
    seen = {uom}
    for number, unit in enumerate(units):
        name = unit["uom"] if isinstance(unit, dict) else unit.uom
        if name in seen:
            raise Invalid.field(f"/units/{number}/uom", "duplicate_unit", f"'{name}' is named twice")
        seen.add(name)


class SafetyStock(Part):
    """How much of a product a warehouse should not fall below."""

    __tablename__ = "safety_stocks"
    PARENT = "product_id"

    product_id: Mapped[UUID] = column(ForeignKey("products.id", ondelete="CASCADE"), index=True)
    warehouse_id: Mapped[UUID] = column(ForeignKey("warehouses.id"))
    qty: Mapped[Decimal]

    def keep(self, qty: Decimal) -> SafetyStock:
        self.qty = qty
        return self
