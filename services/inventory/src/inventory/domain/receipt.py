"""The receipt: goods that came from a supplier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.inventory.document_events import ReceiptPosted
from crm_contracts.inventory.words import ReceivedLine
from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, ForeignKey, Machine, Mapped, Owned, Part, Searchable, String, Text, column, parts
from crm_kit.money import plain

NOTHING = Decimal(0)


class ReceiptLine(Part):
    """What came for a line of a purchase order, in its unit: `qty` is what is accepted and what is rejected together."""

    __tablename__ = "receipt_lines"
    PARENT = "receipt_id"

    receipt_id: Mapped[UUID] = column(ForeignKey("receipts.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    purchase_order_id: Mapped[UUID]
    purchase_line_id: Mapped[UUID] = column(index=True)
    product_id: Mapped[UUID]
    qty: Mapped[Decimal]
    accepted: Mapped[Decimal]
    rejected: Mapped[Decimal] = column(default=NOTHING)
    reject_reason: Mapped[str] = column(String(500), default="")

    def find(self, accepted: Decimal, rejected: Decimal, reason: str, pointer: str) -> None:
        """What inspection found. Invalid (422) where that is not what came."""
        if accepted + rejected != self.qty:
            raise Invalid.field(pointer, "does_not_add_up", f"{plain(self.qty)} came: accepted and rejected together are that")
        self.accepted, self.rejected, self.reject_reason = accepted, rejected, reason


class Receipt(Owned, Searchable, Aggregate):
    """Goods of one supplier at one warehouse, for one or several purchase orders."""

    __tablename__ = "receipts"
    MACHINE = Machine(
        arrive=("draft", "arrived"),
        inspect=("arrived", "inspecting"),
        post=("inspecting", "posted"),
        reject=("arrived inspecting", "rejected"),
    )

    number: Mapped[str] = column(String(30))
    status: Mapped[str] = column(String(20), default="draft")
    supplier_id: Mapped[UUID]
    supplier_name: Mapped[str] = column(String(200))
    warehouse_id: Mapped[UUID]
    purchase_order_ids: Mapped[list[UUID]]
    delivery_note: Mapped[str] = column(String(100), default="")
    external_reference: Mapped[str | None] = column(String(100))
    posted_on: Mapped[dt.date | None]
    rate: Mapped[Decimal | None]
    rate_date: Mapped[dt.date | None]
    reason: Mapped[str] = column(Text, default="")
    note: Mapped[str] = column(Text, default="")

    lines: Mapped[list[ReceiptLine]] = parts(order_by=ReceiptLine.position)

    def words(self) -> list[str | None]:
        return [self.number, self.supplier_name, self.delivery_note, self.external_reference]

    def begin(self, lines: Sequence[ReceiptLine]) -> None:
        """It is announced."""
        self.status, self.lines = "draft", list(lines)
        self.purchase_order_ids = sorted({line.purchase_order_id for line in lines})

    def arrive(self, delivery_note: str | None = None) -> None:
        """The goods are here."""
        self.transition("arrive")
        self.delivery_note = self.delivery_note if delivery_note is None else delivery_note

    def inspect(self, found: Mapping[UUID, Any]) -> None:
        """Somebody looked at them: line → what is accepted and what is not. A line that nobody speaks of stays as it is."""
        self.transition("inspect")
        by_id = {line.id: line for line in self.lines}
        for number, (line_id, each) in enumerate(found.items()):
            if line_id not in by_id:
                raise Invalid.field(f"/lines/{number}/line_id", "unknown_line", "There is no such line")
            by_id[line_id].find(each.accepted, each.rejected, each.reject_reason, f"/lines/{number}/accepted")

    def post(self, posted_on: dt.date, rate: Decimal, rate_date: dt.date) -> None:
        """What was accepted is in stock."""
        self.transition("post")
        self.posted_on, self.rate, self.rate_date = posted_on, rate, rate_date
        told = [
            ReceivedLine(
                po_id=line.purchase_order_id, po_line_id=line.purchase_line_id, product_id=line.product_id,
                accepted=line.accepted, rejected=line.rejected,
            )
            for line in self.lines
        ]  # fmt: skip
        self.record(ReceiptPosted, po_ids=self.purchase_order_ids, lines=told)

    def reject(self, reason: str) -> None:
        """Nothing of it is taken."""
        self.transition("reject")
        self.reason = reason
