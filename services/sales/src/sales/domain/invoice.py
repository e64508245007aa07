"""The invoice: what a customer is asked to pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.sales import document_events as events
from crm_contracts.sales.document_words import InvoicedLine
from crm_contracts.sales.money_words import DuePart
from crm_contracts.sales.order_words import TaxTotal
from crm_kit.errors import Conflict, IllegalTransition, Invalid
from crm_kit.model import Aggregate, Machine, Mapped, Money, Owned, Searchable, String, Text, column, money, parts
from sales.domain.billing import ZERO
from sales.domain.due import Due
from sales.domain.invoice_parts import InvoiceInstalment, InvoiceLine, instalments_of, numbered, sum_of, taxes_of
from sales.domain.rates import Quote
from sales.domain.settlement import worth


class Invoice(Owned, Searchable, Aggregate):
    """An invoice, a down-payment invoice, or a credit note (whose amounts are negative and which is settled by its invoice).

    `open_base` is what of it is open, in the base currency at the invoice's rate; 0 unless it is posted.
    """

    __tablename__ = "invoices"
    MACHINE = Machine(post=("draft", "posted"), delete=("draft", "draft"), void=("posted", "void"), credit=("posted", "posted"))

    number: Mapped[str | None] = column(String(40))
    kind: Mapped[str] = column(String(20), default="invoice")
    status: Mapped[str] = column(String(10), default="draft")
    account_id: Mapped[UUID]
    order_ids: Mapped[list[UUID]]
    credits_id: Mapped[UUID | None]
    net: Mapped[Money] = money("net")
    total: Mapped[Money] = money("total")
    paid: Mapped[Money] = money("paid")
    credited: Mapped[Money] = money("credited")
    open: Mapped[Money] = money("open")
    payment_status: Mapped[str] = column(String(10), default="unpaid")
    posted_on: Mapped[dt.date | None]
    due_on: Mapped[dt.date | None]
    rate: Mapped[Decimal | None]
    rate_date: Mapped[dt.date | None]
    base_amount: Mapped[Money | None] = money("base_amount", optional=True)
    open_base: Mapped[Decimal] = column(default=ZERO)
    tax_number: Mapped[str | None] = column(String(100))
    tax_code: Mapped[str] = column(String(100), default="")
    tax_type: Mapped[str] = column(String(100), default="")
    remark: Mapped[str] = column(Text, default="")
    reason: Mapped[str] = column(Text, default="")
    external_reference: Mapped[str | None] = column(String(100))

    lines: Mapped[list[InvoiceLine]] = parts(order_by=InvoiceLine.position)
    parts_due: Mapped[list[InvoiceInstalment]] = parts(order_by=InvoiceInstalment.due_on)

    def words(self) -> list[str | None]:
        return [self.number, self.tax_number, self.external_reference]

    @property
    def currency(self) -> str:
        return self.total.currency

    @property
    def tax(self) -> Money:
        return self.total - self.net

    @property
    def settled(self) -> Money:
        """What was paid and credited."""
        return self.paid + self.credited

    @property
    def instalments(self) -> list[DuePart]:
        return [each.shown(self.settled.amount, self.currency) for each in self.parts_due]

    @property
    def taxes(self) -> list[TaxTotal]:
        return taxes_of(self.lines)

    def part_of(self, order_id: UUID) -> Decimal:
        """What its lines of an order come to, tax included."""
        return sum((line.gross_amount for line in self.lines if line.order_id == order_id), ZERO)

    @property
    def is_overdue(self) -> bool:
        """Whether something of it should have been paid before today."""
        today = dt.datetime.now(dt.UTC).date()
        return self.status == "posted" and self.open.amount > ZERO and self.due_on is not None and self.due_on < today

    # --- drafts ------------------------------------------------------------------------------------------------------

    def draft(self, lines: Sequence[InvoiceLine], currency: str, **told: Any) -> None:
        """It is there, and its lines count as invoiced. Invalid (422 `nothing_to_invoice`) without lines."""
        if not lines:
            raise Invalid.field("/orders", "nothing_to_invoice", "Nothing of it may be invoiced now")
        amounts, nothing = sum_of(lines), Money(ZERO, currency)
        self.status, self.payment_status, self.open_base = "draft", "unpaid", ZERO
        self.lines, self.order_ids = numbered(lines), list(dict.fromkeys(line.order_id for line in lines))
        self.net, self.total = Money(amounts.net, currency), Money(amounts.gross, currency)
        self.paid = self.credited = nothing
        self.open = self.total
        for name, value in told.items():
            setattr(self, name, value)

    def change(self, told: dict[str, Any]) -> None:
        """Note what is not an amount."""
        if self.status == "void":
            raise Conflict("It is void", code="void")
        for name, value in told.items():
            setattr(self, name, value)
        self.touch()

    def check_deletable(self) -> None:
        """IllegalTransition (409) unless it is a draft."""
        self.transition("delete")

    # --- the books ---------------------------------------------------------------------------------------------------

    def post(self, posted_on: dt.date, quote: Quote | None, dues: Sequence[Due], may_be_negative: bool = False) -> None:
        """It is out. Its rate and what it is worth in the base currency stay as they are from now on."""
        self.transition("post")
        if self.total.amount < ZERO and not may_be_negative:
            raise Conflict("It would come to less than nothing; credit instead", code="negative_total")
        if quote is None:
            raise Invalid.field("/currency", "missing_exchange_rate", f"Nobody has said what {self.currency} is worth")
        self.posted_on, self.rate, self.rate_date = posted_on, quote.rate, quote.date
        self.base_amount = quote.worth(self.total)
        self.open_base = self.base_amount.amount
        self.parts_due = instalments_of(dues)
        self._recount()
        self._tell(events.InvoicePosted)

    def void(self, reason: str) -> None:
        """Take it out of the books. Conflict (409) while something was paid or credited on it."""
        if self.status == "posted" and self.settled.amount and self.kind != "credit_note":
            raise Conflict("Something is paid or credited on it; take that back first", code="has_allocations")
        self.transition("void")
        self.reason, self.open, self.open_base = reason, Money(ZERO, self.currency), ZERO
        self._tell(events.InvoiceVoided, reason=reason)

    def settle(self, amount: Money) -> Decimal:
        """Some of it is paid: what that part is worth in the base currency at the invoice's rate."""
        base = self._take(amount)
        self.paid = self.paid + amount
        self._settled()
        return base

    def unsettle(self, amount: Money, base: Decimal) -> None:
        """It was not paid after all; `base` is what `settle` gave."""
        self.paid, self.open = self.paid - amount, self.open + amount
        self.open_base += base
        self._settled()

    def credit(self, note: Invoice) -> None:
        """A credit note takes some of it back; what is open must be that much."""
        self.transition("credit")
        self._take(-note.total)
        self.credited = self.credited - note.total
        self._recount()
        self._tell(events.InvoiceCredited, credit_note_id=note.id, credited=-note.total)

    def uncredit(self, note: Invoice) -> None:
        """A credit note of it is void; the amount is open again."""
        self.credited, self.open = self.credited + note.total, self.open - note.total
        self.open_base -= note.base_amount.amount if note.base_amount else ZERO
        self._settled()

    def stand_for(self, credited: Invoice, posted_on: dt.date) -> None:
        """Post it as the credit note of an invoice, at the rate of that one; it is settled by it."""
        if credited.base_amount is None or credited.rate is None or credited.rate_date is None:
            raise IllegalTransition("credit", credited.status, credited.MACHINE.allowed(credited.status))
        self.transition("post")
        before, so_far = credited.settled.amount, credited.base_amount.amount - credited.open_base
        base = worth(
            credited.base_amount.amount, -self.total.amount, credited.total.amount, so_far, before, credited.base_amount.currency
        )
        self.posted_on = self.due_on = posted_on
        self.rate, self.rate_date, self.base_amount = credited.rate, credited.rate_date, Money(-base, credited.base_amount.currency)
        self.credited, self.open, self.open_base = self.total, Money(ZERO, self.currency), ZERO
        self.payment_status = "paid"
        self._tell(events.InvoicePosted)

    # --- what follows ------------------------------------------------------------------------------------------------

    def _take(self, amount: Money) -> Decimal:
        """Take an amount off what is open: what it is worth in the base currency."""
        if self.base_amount is None or self.open < amount:
            raise Conflict(f"{self.open.amount} {self.currency} is open", code="over_allocated")
        whole, so_far = self.base_amount, self.base_amount.amount - self.open_base
        base = worth(whole.amount, amount.amount, self.total.amount, so_far, self.settled.amount, whole.currency)
        self.open, self.open_base = self.open - amount, self.open_base - base
        return base

    def _settled(self) -> None:
        self._recount()
        self._tell(events.InvoiceSettled)

    def _recount(self) -> None:
        """Payment status and the next day on which something is due follow from what is settled."""
        if self.open.amount == ZERO:
            self.payment_status = "paid"
        else:
            self.payment_status = "partial" if self.settled.amount else "unpaid"
        waiting = [each.due_on for each in self.parts_due if each.left(self.settled.amount)]
        self.due_on = waiting[0] if waiting else self.parts_due[-1].due_on if self.parts_due else self.posted_on

    @property
    def told_lines(self) -> list[InvoicedLine]:
        """As events have them: those that bill a line of an order."""
        return [line for each in self.lines if (line := each.told()) is not None]

    def _tell(self, event: type, **facts: Any) -> None:
        self.record(event, lines=self.told_lines, **facts)
