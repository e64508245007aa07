"""The purchase order: goods to buy from a supplier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.inventory import document_events as events
from crm_contracts.inventory.words import PurchasedLine
from crm_kit.approval import Approvable, Decision, Finding, waits
from crm_kit.errors import Conflict
from crm_kit.model import Aggregate, Machine, Mapped, Money, Owned, Searchable, String, Text, column, money, parts
from inventory.domain.purchase_line import NOTHING, PurchaseLine, differences, merged

CLOSED = ("completed", "short_closed", "cancelled")


class PurchaseOrder(Approvable, Owned, Searchable, Aggregate):
    """An order to a supplier. `revision` goes up by each amendment of what the supplier has."""

    __tablename__ = "purchase_orders"
    MACHINE = Machine(**{
        "submit": ("draft", "approved pending_approval"),
        "approve": ("pending_approval", "approved"),
        "return": ("pending_approval", "draft"),
        "send": ("approved", "sent"),
        "acknowledge": ("sent", "acknowledged"),
        "amend": ("sent acknowledged", "sent pending_approval"),
        "complete": ("sent acknowledged", "completed"),
        "short_close": ("sent acknowledged", "short_closed"),
        "cancel": ("draft pending_approval approved sent acknowledged", "cancelled"),
    })  # fmt: skip

    number: Mapped[str] = column(String(30))
    revision: Mapped[int] = column(default=1)
    status: Mapped[str] = column(String(20), default="draft")
    receipt_status: Mapped[str] = column(String(10), default="none")
    supplier_id: Mapped[UUID]
    supplier_name: Mapped[str] = column(String(200))
    warehouse_id: Mapped[UUID]
    currency: Mapped[str] = column(String(3))
    terms_days: Mapped[int]
    ordered_on: Mapped[dt.date]
    net: Mapped[Money] = money("net")
    tax: Mapped[Money] = money("tax")
    total: Mapped[Money] = money("total")
    supplier_reference: Mapped[str] = column(String(100), default="")
    external_reference: Mapped[str | None] = column(String(100))
    sent_at: Mapped[dt.datetime | None]
    acknowledged_at: Mapped[dt.datetime | None]
    reason: Mapped[str] = column(Text, default="")
    note: Mapped[str] = column(Text, default="")

    lines: Mapped[list[PurchaseLine]] = parts(order_by=PurchaseLine.position)

    def words(self) -> list[str | None]:
        return [self.number, self.supplier_name, self.supplier_reference, self.external_reference]

    @property
    def is_expected(self) -> bool:
        """Whether its goods are on their way, as far as anybody knows."""
        return self.sent_at is not None and self.status not in CLOSED

    # --- until the supplier has it -----------------------------------------------------------------------------------

    def begin(self, lines: Sequence[PurchaseLine]) -> None:
        """It is there, as a draft."""
        self.status, self.revision, self.receipt_status = "draft", 1, "none"
        self._take(lines)

    def change(self, told: dict[str, Any], lines: Sequence[PurchaseLine] | None) -> None:
        """Change the draft. Conflict (409) once it is none, or where goods have come already."""
        if self.status != "draft":
            raise Conflict(f"It is {self.status}; only a draft changes", code="not_a_draft", current=self.status)
        if self.sent_at and (lines is not None or "warehouse_id" in told):
            raise Conflict("The supplier has it: submit and send it, then amend it", code="already_sent")
        for name, value in told.items():
            setattr(self, name, value)
        if lines is not None:
            self._take(lines)
        self.touch()

    def submit(self, findings: Sequence[Finding], by: Decision) -> None:
        """Ask for it to be sent: approved at once, unless something found wants somebody's word."""
        to = "pending_approval" if waits(findings) else "approved"
        self.transition("submit", to)
        self.submit_for(findings, by)
        self._tell(events.PurchaseOrderApproved if to == "approved" else events.PurchaseOrderUpdated)

    def approve(self, decision: Decision) -> None:
        """Let it go."""
        self.transition("approve")
        self.decide(decision)
        self._tell(events.PurchaseOrderApproved)

    def give_back(self, decision: Decision) -> None:
        """Not like this."""
        self.transition("return")
        self.decide(decision)
        self.reason = decision.comment
        self._tell(events.PurchaseOrderUpdated)

    def send(self, at: dt.datetime) -> None:
        """The supplier has it."""
        self.transition("send")
        self.sent_at = at
        self._tell(events.PurchaseOrderSent)

    # --- at the supplier's -------------------------------------------------------------------------------------------

    def acknowledge(self, said: Mapping[UUID, Any], reference: str, at: dt.datetime, accept_differences: bool) -> None:
        """The supplier says what comes, and when. Conflict (409 `differences`) until somebody accepts what differs."""
        self.transition("acknowledge")
        found = differences(self.lines, said)
        if found and not accept_differences:
            raise Conflict("The supplier says otherwise", code="differences", errors=found)
        for line in self.lines:
            line.acknowledge(said.get(line.id))
        self.acknowledged_at, self.supplier_reference = at, reference or self.supplier_reference
        self._tell(events.PurchaseOrderUpdated)

    def amend(self, lines: Sequence[PurchaseLine], reason: str) -> Money:
        """Change what the supplier has; the total before. `settle_amendment` says what becomes of it."""
        if self.status not in ("sent", "acknowledged"):
            self.transition("amend")
        before = self.total
        self._take(lines)
        self.revision, self.reason, self.acknowledged_at = self.revision + 1, reason, None
        return before

    def settle_amendment(self, findings: Sequence[Finding], by: Decision) -> None:
        """The supplier gets it, unless something found wants somebody's word first."""
        to = "pending_approval" if waits(findings) else "sent"
        self.transition("amend", to)
        self.submit_for(findings, by)
        self._tell(events.PurchaseOrderSent if to == "sent" else events.PurchaseOrderUpdated)
        self._complete_when_all_is_here()

    def check_receivable(self) -> None:
        """Conflict (409) where no goods are expected for it."""
        if self.status not in ("sent", "acknowledged"):
            raise Conflict(f"{self.number} is {self.status}", code="not_sent", current=self.status, purchase_order_id=str(self.id))

    def receive(self, came: Mapping[UUID, tuple[Decimal, Decimal]]) -> None:
        """Goods came: line → what was accepted and what was rejected of it."""
        self.check_receivable()
        for line in self.lines:
            accepted, rejected = came.get(line.id, (NOTHING, NOTHING))
            line.received, line.rejected = line.received + accepted, line.rejected + rejected
        self._count()
        self._tell(events.PurchaseOrderUpdated)
        self._complete_when_all_is_here()

    # --- the end -----------------------------------------------------------------------------------------------------

    def short_close(self, reason: str) -> None:
        """No more of it is expected."""
        self.transition("short_close")
        self.reason = reason
        self._tell(events.PurchaseOrderUpdated)

    def cancel(self, reason: str) -> None:
        """It is off. Conflict (409 `received`) once goods came."""
        if any(line.received for line in self.lines):
            raise Conflict("Goods have come; close it short instead", code="received", current=self.status)
        self.transition("cancel")
        self.reason = reason
        self._tell(events.PurchaseOrderUpdated)

    def _complete_when_all_is_here(self) -> None:
        if self.receipt_status == "full" and self.status in ("sent", "acknowledged"):
            self.transition("complete")
            self._tell(events.PurchaseOrderCompleted)

    def _take(self, lines: Sequence[PurchaseLine]) -> None:
        self.lines = merged(self.lines, lines)
        nothing = Money(NOTHING, self.currency)
        self.net = sum((line.total for line in self.lines), nothing)
        self.tax = sum((line.tax for line in self.lines), nothing)
        self.total = self.net + self.tax
        self._count()

    def _count(self) -> None:
        some, full = any(line.received for line in self.lines), all(line.received >= line.qty for line in self.lines)
        self.receipt_status = "full" if full else "partial" if some else "none"

    def _tell(self, event: type) -> None:
        told = [
            PurchasedLine(
                id=line.id, product_id=line.product_id, qty=line.qty, received=line.received, due_on=line.expected_on,
                sales_line_id=line.sales_line_id,
            )
            for line in self.lines
        ]  # fmt: skip
        self.record(event, lines=told)
