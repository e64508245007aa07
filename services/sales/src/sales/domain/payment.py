"""The payment: money that came in, and what it settles; or the refund of one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.sales import document_events as events
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
    WriteOnlyMapped,
    column,
    facts,
    money,
    parts,
)
from sales.domain.billing import share
from sales.domain.invoice import Invoice
from sales.domain.payment_parts import Allocation
from sales.domain.rates import Quote
from sales.domain.settlement import EVEN, Price, Settled, settle, worth
from sales.domain.taken_back import TakenBack

ZERO = Decimal(0)
NEEDS_CLEARANCE = ("cheque", "online")


class Payment(Owned, Searchable, Aggregate):
    """A payment. Its amount is allocated to invoices, kept for orders, refunded, or unallocated: an advance of the customer.

    `advance_base` is what of it settles no invoice and was not refunded, in the base currency; 0 unless it counts.
    """

    __tablename__ = "payments"
    MACHINE = Machine(
        post=("draft", "posted pending_clearance"),
        delete=("draft", "draft"),
        clear=("pending_clearance", "posted"),
        bounce=("pending_clearance posted", "bounced"),
        allocate=("posted", "posted"),
        deallocate=("posted", "posted"),
        reverse=("posted", "reversed"),
        refund=("posted", "posted refunded"),
    )

    number: Mapped[str | None] = column(String(40))
    kind: Mapped[str] = column(String(10), default="receipt")
    status: Mapped[str] = column(String(20), default="draft")
    account_id: Mapped[UUID]
    method: Mapped[str] = column(String(10))
    amount: Mapped[Money] = money("amount")
    allocated: Mapped[Money] = money("allocated")
    kept: Mapped[Money] = money("kept")
    refunded: Mapped[Money] = money("refunded")
    unallocated: Mapped[Money] = money("unallocated")
    fx_result: Mapped[Money] = money("fx_result")
    rate: Mapped[Decimal | None]
    rate_date: Mapped[dt.date | None]
    rate_reason: Mapped[str] = column(Text, default="")
    base_amount: Mapped[Money | None] = money("base_amount", optional=True)
    advance_base: Mapped[Decimal] = column(default=ZERO)
    received_on: Mapped[dt.date]
    cleared_on: Mapped[dt.date | None]
    bounced_on: Mapped[dt.date | None]
    payer: Mapped[str] = column(String(200), default="")
    bank_reference: Mapped[str] = column(String(100), default="")
    external_reference: Mapped[str | None] = column(String(100))
    refunds_id: Mapped[UUID | None]
    reason: Mapped[str] = column(Text, default="")
    remark: Mapped[str] = column(Text, default="")

    allocations: Mapped[list[Allocation]] = parts(order_by=Allocation.id)
    taken_back: WriteOnlyMapped[TakenBack] = facts()

    def words(self) -> list[str | None]:
        return [self.number, self.payer, self.bank_reference, self.external_reference]

    @property
    def currency(self) -> str:
        return self.amount.currency

    @property
    def order_ids(self) -> set[UUID]:
        """The orders that its allocations name."""
        return {each.order_id for each in self.allocations if each.order_id}

    def draft(self, amount: Money, base: str, **told: Any) -> None:
        """It is entered; nothing counts yet. Invalid (422) unless it is more than nothing."""
        if amount.amount <= ZERO:
            raise Invalid.field("/amount/amount", "out_of_range", "A payment is more than nothing")
        _check_rate(amount, base, told)
        nothing = Money(ZERO, amount.currency)
        self.kind = self.kind or "receipt"
        self.status, self.amount, self.unallocated, self.advance_base = "draft", amount, amount, ZERO
        self.allocated = self.kept = self.refunded = nothing
        self.fx_result, self.allocations = Money(ZERO, base), []
        for name, value in told.items():
            setattr(self, name, value)

    def check_deletable(self) -> None:
        """IllegalTransition (409) unless it is a draft."""
        self.transition("delete")

    # --- whether it counts -------------------------------------------------------------------------------------------

    def post(self, quote: Quote | None) -> None:
        """Let it count, at the day's rate or the one given by hand; cheques and online payments wait for their clearance."""
        waits = self.method in NEEDS_CLEARANCE
        self.transition("post", "pending_clearance" if waits else "posted")
        if quote is None:
            raise Invalid.field("/amount/currency", "missing_exchange_rate", f"Nobody has said what {self.currency} is worth")
        self.rate, self.rate_date = quote.rate, quote.date
        self.base_amount = quote.worth(self.amount)
        if not waits:
            self._count()

    def clear(self, day: dt.date) -> None:
        """The bank honoured it."""
        self.transition("clear")
        if day < self.received_on:
            raise Invalid.field("/cleared_on", "out_of_range", "It is cleared on the day it was received or later")
        self.cleared_on = day
        self._count()

    def _count(self) -> None:
        self.advance_base = self.base_amount.amount if self.base_amount else ZERO
        self.record(events.PaymentPosted)

    def check_bounces(self) -> None:
        """IllegalTransition (409) where it cannot bounce now, Conflict (409 `cannot_bounce`) for money that never does."""
        self.MACHINE.after("bounce", self.status)
        if self.method not in NEEDS_CLEARANCE:
            raise Conflict(f"Money by {self.method} does not bounce; reverse it", code="cannot_bounce")

    def bounce(self, reason: str, day: dt.date) -> None:
        """The bank did not honour it. Conflict (409) while it settles something."""
        self.check_bounces()
        if day < self.received_on:
            raise Invalid.field("/bounced_on", "out_of_range", "It bounces on the day it was received or later")
        self.bounced_on = day
        self._give_up("bounce", reason)
        self.record(events.PaymentBounced, reason=reason)

    def reverse(self, reason: str) -> None:
        """It was entered in error. Conflict (409) while it settles something."""
        self._give_up("reverse", reason)
        self.record(events.PaymentReversed, reason=reason)

    def _give_up(self, action: str, reason: str) -> None:
        self.transition(action)
        if self.allocations:
            raise Conflict("It settles something; take its allocations back first", code="has_allocations")
        if self.refunded.amount or self.kind == "refund":
            raise Conflict("There is a refund of it", code="is_refunded")
        self.reason, self.unallocated, self.advance_base = reason, Money(ZERO, self.currency), ZERO

    # --- what it settles ---------------------------------------------------------------------------------------------

    def allocate(
        self, invoice: Invoice, asked: Money | None, price: Price, pointer: str, since: dt.date = dt.date.min
    ) -> Allocation:  # fmt: skip
        """Let it settle an invoice, wholly or in part, from the day on that both are there, or `since`, if that is later.

        Invalid (422 `over_allocated`) beyond what is left or open.
        """
        self.transition("allocate")
        return self._settle(invoice, settle(asked, self.unallocated, invoice.open, price, pointer), price, since)

    def _settle(self, invoice: Invoice, done: Settled, price: Price, since: dt.date) -> Allocation:
        made = self._made(done, price, invoice.settle(done.settles))
        made.invoice_id, made.allocated_on = invoice.id, max(self.received_on, invoice.posted_on or self.received_on, since)
        made.order_id = invoice.order_ids[0] if len(invoice.order_ids) == 1 else None
        self.allocated = self.allocated + done.paid
        self._put(made)
        return made

    def keep(self, order_id: UUID, asked: Money | None, total: Money, pointer: str) -> Allocation:
        """Keep some of it for an order: its invoices will be settled by it."""
        self.transition("allocate")
        if total.currency != self.currency:
            raise Invalid.field(f"{pointer}/order_id", "other_currency", f"The order is in {total.currency}")
        done = settle(asked, self.unallocated, total, EVEN, pointer)
        base = self.base_amount.currency if self.base_amount else self.currency
        made = Allocation(amount=done.paid, settled=done.settles, rate=EVEN.rate, rate_reason="", base_paid=ZERO, base_settled=ZERO)
        made.base_currency, made.order_id, made.allocated_on = base, order_id, self.received_on
        self.kept = self.kept + done.paid
        self._put(made)
        return made

    def _made(self, done: Settled, price: Price, base_settled: Decimal) -> Allocation:
        base_paid, base = self._use(done.paid)
        self.advance_base -= base_paid
        return Allocation(
            amount=done.paid, settled=done.settles, rate=price.rate, rate_reason=price.reason, base_paid=base_paid,
            base_settled=base_settled, base_currency=base,
        )  # fmt: skip

    def _use(self, amount: Money) -> tuple[Decimal, str]:
        """What a part of it is worth in the base currency, which is that; the parts add up to the whole."""
        if self.base_amount is None:
            raise Conflict("It is not posted", code="not_posted")
        whole, used = self.base_amount, self.allocated + self.refunded
        so_far = whole.amount - self.advance_base
        return worth(whole.amount, amount.amount, self.amount.amount, so_far, used.amount, whole.currency), whole.currency

    def _put(self, made: Allocation) -> None:
        self.allocations.append(made)
        self._recount()

    def deallocate(self, allocation: Allocation, invoice: Invoice | None, day: dt.date) -> None:
        """Take an allocation back on a day: what it settled is open again. `invoice` is the one it settles, if any."""
        self.transition("deallocate")
        if invoice is None:
            self.kept = self.kept - allocation.amount
        else:
            invoice.unsettle(allocation.settled, allocation.base_settled)
            self.allocated = self.allocated - allocation.amount
            self.advance_base += allocation.base_paid
            told = {"settled": allocation.settled, "allocated_on": allocation.allocated_on, "taken_back_on": day}
            self.taken_back.add(TakenBack(invoice_id=invoice.id, at=dt.datetime.now(dt.UTC), **told))
        self.allocations.remove(allocation)
        self._recount()

    def _recount(self) -> None:
        self.unallocated = self.amount - self.allocated - self.kept - self.refunded
        self.fx_result = Money(
            sum((each.base_paid - each.base_settled for each in self.allocations), ZERO), self.fx_result.currency
        )
        self.record(events.PaymentAllocated)

    def shrink(self, allocation: Allocation, invoice: Invoice, by: Money, day: dt.date) -> None:
        """Let it settle that much less (in the invoice's currency) of an invoice; what is freed of the payment is unallocated."""
        price, rest = Price(allocation.rate, allocation.rate_reason), allocation.settled - by
        paid = share(allocation.amount.amount, rest.amount, allocation.settled.amount, self.currency)
        self.deallocate(allocation, invoice, day)
        if rest.amount and paid:
            self._settle(invoice, Settled(Money(paid, self.currency), rest), price, day).delivery_id = allocation.delivery_id

    # --- money back --------------------------------------------------------------------------------------------------

    def refund(self, amount: Money, refund_id: UUID) -> Money:
        """Give some of it back: what that is worth in the base currency. Invalid (422) beyond what settles nothing."""
        self._check_refund(amount)
        self.transition("refund", "refunded" if self.refunded + amount == self.amount else "posted")
        base, currency = self._use(amount)
        self.advance_base -= base
        self.refunded = self.refunded + amount
        self.unallocated = self.unallocated - amount
        self.record(events.PaymentRefunded, refund_id=refund_id, refunded=amount)
        return Money(base, currency)

    def _check_refund(self, amount: Money) -> None:
        self.MACHINE.after("refund", self.status)
        if self.kind == "refund":
            raise Conflict("It is a refund itself", code="is_refund")
        if amount.currency != self.currency:
            raise Invalid.field("/amount/currency", "other_currency", f"The payment is in {self.currency}")
        if amount.amount <= ZERO or self.unallocated < amount:
            raise Invalid.field("/amount/amount", "over_allocated", f"{self.unallocated.amount} of it settles nothing")

    def stand_for(self, refunded: Payment, base: Money) -> None:
        """Post it as the refund of another payment, at the rate of that one."""
        self.transition("post", "posted")
        self.rate, self.rate_date, self.rate_reason = refunded.rate, refunded.rate_date, refunded.rate_reason
        self.base_amount, self.unallocated, self.refunds_id = base, Money(ZERO, self.currency), refunded.id


def _check_rate(amount: Money, base: str, told: dict[str, Any]) -> None:
    """Invalid (422) for a rate by hand without its reason, or of the base currency, which is worth 1."""
    if told.get("rate") is None:
        return
    if amount.currency == base:
        raise Invalid.field("/rate", "base_currency", f"{base} is the base currency; it is worth 1")
    if not told.get("rate_reason"):
        raise Invalid.field("/rate_reason", "required", "Say why the rate of the day does not count")
