"""Warehouses, and the places in and outside of them that goods can be in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crm_kit.errors import Conflict
from crm_kit.model import Aggregate, ForeignKey, Mapped, String, Values, column, sorted_text

RESERVABLE = ("stock", "bin")
OUTSIDE = ("supplier", "customer", "adjustment")


class Warehouse(Aggregate):
    """Where goods are kept. `location_id` is its place of its own kind; bins are further places."""

    __tablename__ = "warehouses"

    code: Mapped[str] = column(String(20))
    name: Mapped[str] = column(sorted_text(200))
    kind: Mapped[str] = column(String(20), default="stock")
    address: Mapped[Any] = column(Values, nullable=True)
    location_id: Mapped[UUID]
    is_default: Mapped[bool] = column(default=False)
    is_active: Mapped[bool] = column(default=True)

    def change(self, changes: dict[str, Any]) -> None:
        """Correct what is known of it; Conflict (409) where the default one is taken out of use."""
        for name, value in changes.items():
            setattr(self, name, value)
        if not self.is_active:
            self.refuse_no_default()
        self.touch()

    def refuse_no_default(self) -> None:
        """Conflict (409) for the default one: another takes its place, it does not just go."""
        if self.is_default:
            raise Conflict("Make another warehouse the default one first", code="default_warehouse")


class Location(Aggregate):
    """A place that goods can be in. Places outside of warehouses (supplier, customer, adjustment) are where goods come from and go
    to: nobody counts what is there."""

    __tablename__ = "locations"

    warehouse_id: Mapped[UUID | None] = column(ForeignKey("warehouses.id"))
    code: Mapped[str] = column(String(40))
    kind: Mapped[str] = column(String(20))

    @property
    def is_reservable(self) -> bool:
        return self.kind in RESERVABLE
