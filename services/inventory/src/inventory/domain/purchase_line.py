"""The lines of a purchase order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.errors import Conflict, Invalid
from crm_kit.model import ForeignKey, Mapped, Money, Part, String, column
from crm_kit.money import plain

NOTHING = Decimal(0)
TOLD = ("qty", "uom", "factor", "unit_price", "tax_rate", "due_on", "sales_line_id", "last_price")


class PurchaseLine(Part):
    """A product to buy. `unit_price` is per `uom`, without tax; one `uom` is `factor` of the product's own unit."""

    __tablename__ = "purchase_order_lines"
    PARENT = "purchase_order_id"

    purchase_order_id: Mapped[UUID] = column(ForeignKey("purchase_orders.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    product_id: Mapped[UUID]
    qty: Mapped[Decimal]
    uom: Mapped[str] = column(String(20))
    factor: Mapped[Decimal] = column(default=Decimal(1))
    currency: Mapped[str] = column(String(3))
    unit_price: Mapped[Decimal]
    tax_rate: Mapped[Decimal] = column(default=NOTHING)
    due_on: Mapped[dt.date | None]
    sales_line_id: Mapped[UUID | None]
    last_price: Mapped[Decimal | None]
    received: Mapped[Decimal] = column(default=NOTHING)
    rejected: Mapped[Decimal] = column(default=NOTHING)
    acknowledged_qty: Mapped[Decimal | None]
    acknowledged_due_on: Mapped[dt.date | None]

    @property
    def total(self) -> Money:
        """Without tax, rounded to the currency."""
        return Money(self.unit_price * self.qty, self.currency).rounded()

    @property
    def tax(self) -> Money:
        return Money(self.total.amount * self.tax_rate / 100, self.currency).rounded()

    @property
    def expected(self) -> Decimal:
        """What is still to come: of what the supplier has said, else of what was ordered."""
        wanted = self.qty if self.acknowledged_qty is None else self.acknowledged_qty
        return max(NOTHING, wanted - self.received)

    @property
    def expected_on(self) -> dt.date | None:
        return self.acknowledged_due_on or self.due_on

    def most(self, tolerance: Decimal) -> Decimal:
        """How much may come in all, `tolerance` per cent over it included."""
        return self.qty * (100 + tolerance) / 100

    def acknowledge(self, said: Any) -> None:
        """The supplier says how much comes, and when; to what it says nothing it agrees."""
        self.acknowledged_qty = said.qty if said and said.qty is not None else self.qty
        self.acknowledged_due_on = (said.due_on if said else None) or self.due_on

    def become(self, other: PurchaseLine, number: int) -> PurchaseLine:
        """Be as amended; what came stays. Invalid (422) for less than that."""
        if other.product_id != self.product_id:
            raise Invalid.field(f"/lines/{number}/product_id", "other_product", "Another product is another line")
        if other.qty < self.received:
            raise Invalid.field(f"/lines/{number}/qty", "received", f"{plain(self.received)} have come already")
        for name in TOLD:
            setattr(self, name, getattr(other, name))
        self.acknowledged_qty = self.acknowledged_due_on = None
        return self


def merged(known: Sequence[PurchaseLine], wanted: Sequence[PurchaseLine]) -> list[PurchaseLine]:
    """The lines as they shall be, those that are there already by their ids. Conflict (409) where one goes for which goods came."""
    here = {line.id: line for line in known}
    gone = here.keys() - {line.id for line in wanted}
    if any(here[line_id].received for line_id in gone):
        raise Conflict("Goods have come for a line that is left out", code="received")
    made = [here[line.id].become(line, number) if line.id in here else line for number, line in enumerate(wanted)]
    for position, line in enumerate(made):
        line.position = position
    return made


def differences(lines: Sequence[PurchaseLine], said: Mapping[UUID, Any]) -> list[dict[str, str]]:
    """Where the supplier says something else than was ordered, as errors at its lines."""
    by_id = {line.id: line for line in lines}
    found = []
    for number, (line_id, each) in enumerate(said.items()):
        if line_id not in by_id:
            raise Invalid.field(f"/lines/{number}/line_id", "unknown_line", "There is no such line")
        line = by_id[line_id]
        if each.qty is not None and each.qty != line.qty:
            found.append(_difference(f"/lines/{number}/qty", f"{plain(each.qty)} instead of {plain(line.qty)}"))
        if each.due_on is not None and each.due_on != line.due_on:
            found.append(_difference(f"/lines/{number}/due_on", f"{each.due_on} instead of {line.due_on or 'no day'}"))
    return found


def _difference(pointer: str, message: str) -> dict[str, str]:
    return {"pointer": pointer, "code": "difference", "message": message}
