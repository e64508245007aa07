"""The stock adjustment: goods that come in or go out for another reason than a purchase or a sale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.approval import Approvable, Decision, Finding, waits
from crm_kit.errors import Conflict
from crm_kit.model import Aggregate, ForeignKey, Machine, Mapped, Money, Part, String, Text, column, parts
from inventory.domain.movement import Movement

KIND = "stock_adjustment"
REVERSAL = "stock_adjustment_reversal"


class StockAdjustment(Approvable, Aggregate):
    """Other goods in or out. `base_value` is what they are worth in the base currency; above a limit somebody else approves."""

    __tablename__ = "stock_adjustments"
    MACHINE = Machine(
        submit=("draft", "posted pending_approval"),
        approve=("pending_approval", "posted"),
        reject=("pending_approval", "rejected"),
        reverse=("posted", "reversed"),
    )

    number: Mapped[str] = column(String(30))
    kind: Mapped[str] = column(String(5))
    reason: Mapped[str] = column(String(40))
    note: Mapped[str] = column(Text, default="")
    warehouse_id: Mapped[UUID]
    posted_on: Mapped[dt.date]
    base_value: Mapped[Decimal]
    status: Mapped[str] = column(String(20), default="draft")
    reversed_on: Mapped[dt.date | None]
    lines: Mapped[list[StockAdjustmentLine]] = parts(order_by="StockAdjustmentLine.position")

    @property
    def is_in(self) -> bool:
        return self.kind == "in"

    @property
    def worth(self) -> Decimal:
        return sum((line.qty * (line.unit_cost or 0) for line in self.lines), Decimal(0))

    @property
    def value(self) -> Money | None:
        """What it is worth, for those who see costs; None until it is shown to one of them."""
        shown: Money | None = self.__dict__.get("_shown_value")
        return shown

    def show_value(self, currency: str) -> None:
        self.__dict__["_shown_value"] = Money(self.base_value, currency).rounded()

    def submit(self, findings: Sequence[Finding], by: Decision) -> bool:
        """Whether it is posted at once, which it is unless somebody has to approve."""
        self.submit_for(findings, by)
        self.transition("submit", "pending_approval" if waits(findings) else "posted")
        return self.status == "posted"

    def approve(self, decision: Decision) -> None:
        self.transition("approve")
        self.decide(decision)

    def reject(self, decision: Decision) -> None:
        self.transition("reject")
        self.decide(decision)

    def reverse(self, day: dt.date) -> None:
        """Take it back by moves the other way; Conflict (409) where its moves were before that day."""
        self.transition("reverse")
        if day < self.posted_on:
            raise Conflict(f"It was posted on {self.posted_on}", code="before_posting")
        self.reversed_on = day

    def movements(self, inside: UUID, outside: UUID) -> list[Movement]:
        """Its lines as movements between the warehouse's place and the one outside."""
        here, there = (outside, inside) if self.is_in else (inside, outside)
        return [self._movement(line, here, there) for line in self.lines]

    def _movement(self, line: StockAdjustmentLine, here: UUID, there: UUID) -> Movement:
        cost: dict[str, Any] = {"unit_cost": line.unit_cost} if self.is_in else {}
        return Movement(
            product_id=line.product_id, from_location_id=here, to_location_id=there, qty=line.qty, posted_on=self.posted_on,
            document_kind=KIND, document_id=self.id, pointer=f"/lines/{line.position}/qty", **cost,
        )  # fmt: skip


class StockAdjustmentLine(Part):
    """So much of a product; `unit_cost` in the base currency: given for what comes in, what it was worth for what goes out."""

    __tablename__ = "stock_adjustment_lines"
    PARENT = "adjustment_id"

    adjustment_id: Mapped[UUID] = column(ForeignKey("stock_adjustments.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    product_id: Mapped[UUID]
    qty: Mapped[Decimal]
    unit_cost: Mapped[Decimal | None]
