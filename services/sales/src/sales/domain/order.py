"""The sales order: what a customer has ordered, until it is delivered, invoiced and paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.sales import document_events as events
from crm_contracts.sales.document_words import ShippedLine, WaybillRef
from crm_contracts.sales.order_words import LineAmendment, TaxTotal
from crm_kit.approval import Decision, Finding, waits
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import (
    Aggregate,
    Machine,
    Mapped,
    Money,
    Owned,
    Searchable,
    String,
    Text,
    Values,
    column,
    money,
    parts,
)
from sales.domain.edited import Edited
from sales.domain.order_line import OrderLine, differences, lines_key, refused, remaining_of
from sales.domain.priced_line import PricedDocument, sums, taxes_of
from sales.domain.pricing import NOTHING
from sales.domain.progress import payment_status, progress, return_status
from sales.domain.rates import Quote

BINDING = ("confirmed", "on_hold")
BEGINNING: dict[str, Any] = {
    "status": "draft", "delivery_status": "none", "invoice_status": "none", "payment_status": "unpaid", "return_status": "none",
    "paid_amount": NOTHING, "open_base": NOTHING, "is_exception": False, "findings": [], "quotation_ids": [], "editors": [],
}  # fmt: skip


class Order(Edited, Owned, Searchable, PricedDocument, Aggregate):
    """An order. `delivery_status`, `invoice_status` and `payment_status` follow from what was shipped, invoiced and paid; they are
    computed here and nowhere else. `open_base` is what is not invoiced yet of a binding order, in the base currency: the order's
    part in what its customer owes.
    """

    __tablename__ = "orders"
    MACHINE = Machine(
        confirm=("draft", "confirmed pending_approval"),
        approve=("pending_approval", "confirmed"),
        reject=("pending_approval", "draft"),
        hold=("confirmed", "on_hold"),
        release=("on_hold", "confirmed"),
        amend=("confirmed", "confirmed"),
        complete=("confirmed", "completed"),
        reopen=("completed", "confirmed"),
        short_close=("confirmed on_hold", "short_closed"),
        cancel=("draft pending_approval confirmed on_hold", "cancelled"),
    )

    number: Mapped[str] = column(String(30))
    status: Mapped[str] = column(String(20), default="draft")
    account_id: Mapped[UUID]
    contact_id: Mapped[UUID | None]
    opportunity_id: Mapped[UUID | None]
    external_reference: Mapped[str | None] = column(String(100))
    customer_reference: Mapped[str] = column(String(500), default="")
    ordered_on: Mapped[dt.date]
    confirmed_on: Mapped[dt.date | None]
    total: Mapped[Money] = money("total")
    rate: Mapped[Decimal | None]
    rate_date: Mapped[dt.date | None]
    base_amount: Mapped[Money | None] = money("base_amount", optional=True)
    open_base: Mapped[Decimal] = column(default=NOTHING)
    billing_basis: Mapped[str] = column(String(10), default="delivered")
    payment_terms_id: Mapped[UUID | None]
    terms: Mapped[Any] = column(Values, default=list)
    terms_days: Mapped[int] = column(default=0)
    ship_to: Mapped[Any] = column(Values, nullable=True)
    note: Mapped[str] = column(Text, default="")
    product_ids: Mapped[list[UUID]] = column(default=list)
    lines_key: Mapped[str] = column(String(32), default="")
    quotation_ids: Mapped[list[UUID]] = column(default=list)
    delivery_status: Mapped[str] = column(String(10), default="none")
    invoice_status: Mapped[str] = column(String(10), default="none")
    payment_status: Mapped[str] = column(String(10), default="unpaid")
    return_status: Mapped[str] = column(String(10), default="none")
    paid_amount: Mapped[Decimal] = column(default=NOTHING)
    is_exception: Mapped[bool] = column(default=False)
    hold_reason: Mapped[str] = column(Text, default="")
    closing_reason: Mapped[str] = column(Text, default="")

    lines: Mapped[list[OrderLine]] = parts(order_by=OrderLine.position)

    def words(self) -> list[str | None]:
        return [self.number, self.customer_reference, self.external_reference]

    @property
    def paid(self) -> Money:
        return Money(self.paid_amount, self.currency)

    @property
    def taxes(self) -> list[TaxTotal]:
        return taxes_of(self.lines, self.currency)

    @property
    def product_lines(self) -> list[OrderLine]:
        return [line for line in self.lines if line.kind == "product"]

    @property
    def is_binding(self) -> bool:
        return self.status in BINDING

    @property
    def was_told(self) -> bool:
        """Whether it binds or once did, so that others know of it."""
        return self.confirmed_on is not None and self.status != "pending_approval"

    def __init__(self, **values: Any) -> None:
        super().__init__(**{**BEGINNING, **values})

    # --- while it is a draft -----------------------------------------------------------------------------------------

    def put(self, lines: Sequence[OrderLine]) -> None:
        """These are its lines, with their prices; totals follow."""
        self.lines = list(lines)
        self._sum_up()

    def change(self, told: Mapping[str, Any], by: UUID) -> None:
        """Take on what is said of it. Conflict (409 `not_a_draft`) later: then it is amended."""
        if self.status != "draft":
            raise Conflict(f"It is {self.status}; amend it", code="not_a_draft", current=self.status)
        for name, value in told.items():
            setattr(self, name, value)
        self.note_editor(by)
        self.touch()

    def _sum_up(self) -> None:
        self.net_amount, self.tax_amount = sums(self.lines)
        self.total = Money(self.net_amount + self.tax_amount, self.currency)
        self.product_ids = sorted({line.product_id for line in self.product_lines if line.product_id})
        self.lines_key = lines_key(self.lines)

    # --- binding -----------------------------------------------------------------------------------------------------

    def confirm(self, findings: Sequence[Finding], decision: Decision, day: dt.date, quote: Quote) -> None:
        """Make it bind, at what its currency is worth on the day; or let it wait for approval, where a finding asks for that."""
        if day < self.ordered_on or day > decision.at.date():
            raise Invalid.field(
                "/confirmed_on", "out_of_range", "It is confirmed on the day it was ordered or later, at most today"
            )
        waiting = waits(findings)
        self.transition("confirm", "pending_approval" if waiting else "confirmed")
        self.submit_for(findings, decision)
        self.confirmed_on = day
        self._price(quote)
        if waiting:
            self.record(events.OrderApprovalRequested, findings=[each.code for each in findings if each.level == "approve"])
        else:
            self._bind()

    def approve(self, findings: Sequence[Finding], decision: Decision) -> None:
        """Let it through as an exception, with what stands against it by now."""
        self.transition("approve")
        self.decide(decision)
        self.findings, self.is_exception = list(findings), True
        self.record(events.OrderApprovalDecided, approved=True, by=decision.by, comment=decision.comment)
        self._bind()

    def reject(self, decision: Decision) -> None:
        """Send it back to its author."""
        self.transition("reject")
        self.decide(decision)
        self.confirmed_on = None
        self.record(events.OrderApprovalDecided, approved=False, by=decision.by, comment=decision.comment)

    def _price(self, quote: Quote) -> None:
        self.rate, self.rate_date = quote.rate, quote.date
        self.base_amount = quote.worth(self.total)

    def _bind(self) -> None:
        self._settle()
        self._tell(events.OrderConfirmed)

    def _tell(self, event: type, **facts: Any) -> None:
        self.record(event, lines=self.product_lines, **facts)

    # --- changed, put aside, called off ------------------------------------------------------------------------------

    def amend(self, changes: Sequence[LineAmendment], added: Sequence[OrderLine]) -> None:
        """Change a confirmed order; it stays priced at the rate that it was confirmed at."""
        self.transition("amend")
        before = {line.id: line.qty for line in self.product_lines}
        known = {line.id: line for line in self.lines}
        for number, change in enumerate(changes):
            pointer = f"/lines/{number}"
            if change.line_id not in known:
                raise Invalid.field(f"{pointer}/line_id", "unknown_line", f"The order has no line {change.line_id}")
            known[change.line_id].amend(change, pointer)
        self.lines = [line for line in (*self.lines, *added) if line.qty > 0 or not line.has_amounts]
        if not any(line.has_amounts for line in self.lines):
            raise refused("/lines", "nothing_left", "Nothing would be left of it; cancel it instead")
        self._sum_up()
        self._price(Quote(self.base_amount.currency, self.rate, self.rate_date))  # type: ignore[union-attr, arg-type]
        self._settle()
        self._tell(events.OrderAmended, diff=differences(before, {line.id: line.qty for line in self.product_lines}))
        self.complete_if_done()

    def hold(self, reason: str) -> None:
        self.transition("hold")
        self.hold_reason = reason
        self._tell(events.OrderHeld, reason=reason)

    def release(self) -> None:
        self.transition("release")
        self.hold_reason = ""
        self._tell(events.OrderReleased)

    def short_close(self, reason: str) -> None:
        """Deliver no more. Conflict (409) at the line that is on an active shipment notice."""
        self.transition("short_close")
        for line in self.lines:
            if line.on_notice > 0:
                raise refused(f"/lines/{line.position}", "on_notice", "It is on an active shipment notice")
        self._end(events.OrderShortClosed, reason)

    def cancel(self, reason: str) -> None:
        """Call it off. Conflict (409) where something of it was shipped, invoiced or paid."""
        was = self.status
        self.transition("cancel")
        for line in self.lines:
            if line.shipped_qty > 0 or line.invoiced_qty > 0:
                code = "already_shipped" if line.shipped_qty > 0 else "already_invoiced"
                raise refused(f"/lines/{line.position}", code, "Close the rest of the order short instead")
        if self.paid_amount:
            raise Conflict("Payments are kept for it; take them back first", code="already_paid")
        self.confirmed_on = self.confirmed_on if was in BINDING else None
        self._end(events.OrderCancelled, reason, is_told=was in BINDING)

    def _end(self, event: type, reason: str, is_told: bool = True) -> None:
        self.closing_reason, self.hold_reason, self.open_base = reason, "", NOTHING
        if is_told:
            self._tell(event, reason=reason, remaining=[remaining_of(line) for line in self.product_lines if line.remaining])

    # --- how far it has come -----------------------------------------------------------------------------------------

    def note_shipped(
        self, shipped: Mapping[UUID, Decimal], has_returns: bool, delivery_ids: Sequence[UUID], waybills: Sequence[WaybillRef],
        at: dt.datetime,
    ) -> None:  # fmt: skip
        """Set what has left the warehouse, per line, all deliveries together; lines that are not named have not been shipped.

        `has_returns` where a delivery came back.
        """
        before = sum((line.shipped_qty for line in self.lines), NOTHING)
        for line in self.lines:
            line.shipped_qty = shipped.get(line.id, NOTHING)
        lines = [
            ShippedLine(line_id=line.id, product_id=line.product_id, ordered=line.qty, shipped=line.shipped_qty)  # type: ignore[arg-type]
            for line in self.product_lines
        ]
        away = sum((line.shipped_qty for line in self.lines), NOTHING)
        self.return_status = return_status(has_returns, away)
        self._advance()
        if away > before:
            told = {"delivery_ids": list(delivery_ids), "waybills": list(waybills), "shipped_at": at}
            self.record(events.OrderShipped, lines=lines, fully_shipped=self.delivery_status in ("full", "over"), **told)
        self.complete_if_done()

    def note_invoiced(self, invoiced: Mapping[UUID, Decimal]) -> None:
        """Set what posted invoices bill, per line; lines that are not named are not invoiced."""
        for line in self.lines:
            line.invoiced_qty = invoiced.get(line.id, NOTHING)
        self._advance()

    def note_paid(self, paid: Money, settled: bool) -> None:
        """Set what was paid for it. `settled` where every posted invoice of the order has nothing open."""
        self.paid_amount = paid.amount
        is_all = settled and self.invoice_status in ("full", "over")
        self._advance(payment_status(self.total, paid, is_all))

    def complete_if_done(self) -> None:
        """Complete it when it is delivered, invoiced and paid in full; open it again when it is not any more."""
        done = {self.delivery_status, self.invoice_status} <= {"full", "over"} and self.payment_status in ("paid", "overpaid")
        if self.status == "confirmed" and done:
            self.transition("complete")
            self._tell(events.OrderCompleted)
        elif self.status == "completed" and not done:
            self.transition("reopen")
            self._settle()
            self._tell(events.OrderReopened)

    def _advance(self, payment: str | None = None) -> None:
        before = (self.delivery_status, self.invoice_status, self.payment_status)
        self._settle(payment)
        if before != (self.delivery_status, self.invoice_status, self.payment_status):
            self._tell(events.OrderFulfilmentChanged)
        self.touch()

    def _settle(self, payment: str | None = None) -> None:
        """Work out the derived statuses and what is open."""
        self.delivery_status = progress((line.qty, line.shipped_qty) for line in self.lines if line.ships)
        self.invoice_status = progress((line.qty, line.invoiced_qty) for line in self.lines if line.has_amounts)
        self.payment_status = payment or self.payment_status
        still = sum((line.open_amount for line in self.lines), NOTHING) if self.is_binding else NOTHING
        base = self.base_amount.currency if self.base_amount else self.currency
        self.open_base = Money(still * (self.rate or 0), base).rounded().amount
