"""No sequence of actions leads an invoice or a payment out of its machine, or makes money from nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crm_kit.errors import IllegalTransition, Problem
from crm_kit.money import Money
from sales.domain.crediting import Credited, credit_all
from sales.domain.due import Due
from sales.domain.invoice import Invoice
from sales.domain.invoice_parts import InvoiceLine, sum_of
from sales.domain.payment import Payment
from sales.domain.rates import Quote
from sales.domain.settlement import EVEN

TODAY = dt.date(2026, 11, 26)
NOTHING = Decimal(0)

# The pages of the specification, written down by hand: state → action → where it may lead.
INVOICE: dict[str, dict[str, set[str]]] = {
    "draft": {"post": {"posted"}, "delete": {"draft"}},
    "posted": {"void": {"void"}, "credit": {"posted"}},
    "void": {},
}
PAYMENT: dict[str, dict[str, set[str]]] = {
    "draft": {"post": {"posted", "pending_clearance"}, "delete": {"draft"}},
    "pending_clearance": {"clear": {"posted"}, "bounce": {"bounced"}},
    "posted": {
        "allocate": {"posted"}, "deallocate": {"posted"}, "reverse": {"reversed"}, "refund": {"posted", "refunded"},
        "bounce": {"bounced"},
    },
    "bounced": {}, "reversed": {}, "refunded": {},
}  # fmt: skip
CENTS = st.integers(1, 60_000).map(lambda cents: Decimal(cents) / 100)


def usd(amount: Decimal | int | str) -> Money:
    return Money(Decimal(amount), "USD")


def quote(rate: str) -> Quote:
    return Quote("CNY", Decimal(rate), TODAY)


def invoice_over(*amounts: str) -> Invoice:
    invoice = Invoice(account_id=uuid4(), owner_id=uuid4(), team_path="/1/")
    order_id = uuid4()
    lines = [
        InvoiceLine(
            kind="product", order_id=order_id, order_line_id=uuid4(), name="Pump", qty=Decimal(3), tax_rate=Decimal(13),
            net_amount=Decimal(amount), gross_amount=Decimal(amount), currency="USD",
        )
        for amount in amounts
    ]  # fmt: skip
    invoice.draft(lines, "USD", kind="invoice")
    return invoice


def posted(*amounts: str, rate: str = "7.1234") -> Invoice:
    invoice = invoice_over(*amounts)
    invoice.post(TODAY, quote(rate), [Due(TODAY, invoice.total.amount)])
    return invoice


def follows(record: Any, action: str, page: dict[str, dict[str, set[str]]], do: Callable[[], Any]) -> None:
    """What the page has leads where it says, or a rule refuses it; what it has not is an illegal transition."""
    before, refusal = record.status, None
    try:
        do()
    except Problem as problem:
        refusal = problem
    if isinstance(refusal, IllegalTransition):
        assert action not in page[before]
        assert sorted(refusal.extra["allowed"]) == sorted(page[before])
    else:
        assert action in page[before]
    assert record.status in ({before} if refusal else page[before][action])


class InvoiceMachine(RuleBasedStateMachine):
    """Any action at any time; what is paid, credited and open is the total, in both currencies."""

    @initialize()
    def begins(self) -> None:
        self.invoice = invoice_over("100.01", "33.33")
        self.payments: list[tuple[Money, Decimal]] = []
        self.credited: dict[Any, Credited] = {}

    @rule()
    def post(self) -> None:
        due = [Due(TODAY, Decimal(100)), Due(TODAY + dt.timedelta(days=9), self.invoice.total.amount - 100)]
        follows(self.invoice, "post", INVOICE, lambda: self.invoice.post(TODAY, quote("7.1234"), due))

    @rule()
    def delete(self) -> None:
        follows(self.invoice, "delete", INVOICE, self.invoice.check_deletable)

    @rule()
    def void(self) -> None:
        if self.invoice.status != "posted" or not self.invoice.settled.amount:
            follows(self.invoice, "void", INVOICE, lambda: self.invoice.void("Wrong"))

    @precondition(lambda self: self.invoice.status == "posted")
    @rule(amount=CENTS)
    def pay(self, amount: Decimal) -> None:
        if amount <= self.invoice.open.amount:
            self.payments.append((usd(amount), self.invoice.settle(usd(amount))))
        else:
            with pytest.raises(Problem):
                self.invoice.settle(usd(amount))

    @precondition(lambda self: self.payments)
    @rule()
    def take_back(self) -> None:
        self.invoice.unsettle(*self.payments.pop(0))

    @precondition(lambda self: self.invoice.status == "posted" and not self.payments and not self.credited)
    @rule()
    def credit(self) -> None:
        note = Invoice(account_id=uuid4(), owner_id=uuid4(), team_path="/1/")
        note.draft(credit_all(self.invoice.lines[1:], {}), "USD", kind="credit_note", credits_id=self.invoice.id)
        note.stand_for(self.invoice, TODAY)
        self.invoice.credit(note)
        self.credited = {line.credited_line_id: Credited() for line in note.lines}
        assert note.total == usd("-33.33")

    @invariant()
    def adds_up(self) -> None:
        invoice = self.invoice
        assert invoice.status in INVOICE
        assert invoice.total.amount == sum_of(invoice.lines).gross
        if invoice.status == "posted":
            assert invoice.paid + invoice.credited + invoice.open == invoice.total
            assert invoice.paid == usd(sum((amount.amount for amount, _ in self.payments), NOTHING))
            assert (invoice.open_base == 0) == (invoice.open.amount == 0)
            assert sum(each.open.amount for each in invoice.instalments) == invoice.open.amount
            waiting = "unpaid" if not invoice.settled.amount else "partial"
            assert invoice.payment_status == ("paid" if not invoice.open.amount else waiting)


class PaymentMachine(RuleBasedStateMachine):
    """Any action at any time, between one payment and two invoices; nothing settles more than it is."""

    @initialize(method=st.sampled_from(["cash", "cheque"]))
    def begins(self, method: str) -> None:
        self.invoices = [posted("100.00", rate="7.1111"), posted("250.55", rate="6.9")]
        self.payment = Payment(account_id=uuid4(), owner_id=uuid4(), team_path="/1/", kind="receipt")
        self.payment.draft(usd("300.33"), "CNY", method=method, received_on=TODAY)
        self.given_back = NOTHING

    @rule()
    def post(self) -> None:
        follows(self.payment, "post", PAYMENT, lambda: self.payment.post(quote("7.3")))

    @rule()
    def delete(self) -> None:
        follows(self.payment, "delete", PAYMENT, self.payment.check_deletable)

    @rule()
    def clear(self) -> None:
        follows(self.payment, "clear", PAYMENT, lambda: self.payment.clear(TODAY))

    @rule()
    def bounce(self) -> None:
        if not self.payment.allocations and not self.payment.refunded.amount:
            follows(self.payment, "bounce", PAYMENT, lambda: self.payment.bounce("No funds", TODAY))

    @rule()
    def reverse(self) -> None:
        if not self.payment.allocations and not self.payment.refunded.amount:
            follows(self.payment, "reverse", PAYMENT, lambda: self.payment.reverse("Twice"))

    @rule(which=st.sampled_from([0, 1]), amount=CENTS | st.none())
    def allocate(self, which: int, amount: Decimal | None) -> None:
        asked = usd(amount) if amount is not None else None
        follows(self.payment, "allocate", PAYMENT, lambda: self.payment.allocate(self.invoices[which], asked, EVEN, ""))

    @rule(amount=CENTS)
    def keep(self, amount: Decimal) -> None:
        follows(self.payment, "allocate", PAYMENT, lambda: self.payment.keep(uuid4(), usd(amount), usd(500), ""))

    @precondition(lambda self: self.payment.allocations)
    @rule()
    def deallocate(self) -> None:
        first = self.payment.allocations[0]
        follows(self.payment, "deallocate", PAYMENT, lambda: self.payment.deallocate(first, self._invoice(first.invoice_id), TODAY))

    @precondition(lambda self: any(each.invoice_id for each in self.payment.allocations))
    @rule(share=st.integers(1, 100))
    def shrink(self, share: int) -> None:
        last = [each for each in self.payment.allocations if each.invoice_id][-1]
        by = usd(last.settled.amount * share / 100).rounded()
        self.payment.shrink(last, self._invoice(last.invoice_id), by, TODAY)  # type: ignore[arg-type]

    @rule(amount=CENTS)
    def refund(self, amount: Decimal) -> None:
        before = self.payment.refunded
        follows(self.payment, "refund", PAYMENT, lambda: self._give_back(amount))
        assert self.payment.refunded in (before, before + usd(amount))

    def _give_back(self, amount: Decimal) -> None:
        self.given_back += self.payment.refund(usd(amount), uuid4()).amount

    def _invoice(self, invoice_id: Any) -> Invoice | None:
        return next((each for each in self.invoices if each.id == invoice_id), None)

    @invariant()
    def adds_up(self) -> None:
        payment = self.payment
        assert payment.status in PAYMENT
        if payment.status not in ("posted", "refunded"):
            return
        allocations = sum((each.amount.amount for each in payment.allocations), NOTHING)
        assert allocations == payment.allocated.amount + payment.kept.amount <= payment.amount.amount
        assert allocations + payment.refunded.amount + payment.unallocated.amount == payment.amount.amount
        assert payment.unallocated.amount >= 0

    @invariant()
    def settles_what_it_says(self) -> None:
        for invoice in self.invoices:
            settled = [each.settled.amount for each in self.payment.allocations if each.invoice_id == invoice.id]
            assert invoice.paid.amount == sum(settled, NOTHING)
            assert NOTHING <= invoice.open.amount <= invoice.total.amount

    @invariant()
    def the_exchange_result_is_the_difference(self) -> None:
        payment = self.payment
        if payment.status not in ("posted", "refunded"):
            return
        assert payment.base_amount is not None
        settled = sum((each.base_settled for each in payment.allocations), NOTHING)
        owed = sum((each.base_amount.amount - each.open_base for each in self.invoices if each.base_amount), NOTHING)
        assert settled == owed, "the invoices' side is what the invoices say"
        used = payment.base_amount.amount - payment.advance_base - self.given_back
        assert payment.fx_result.amount == used - settled
        if payment.amount == payment.allocated + payment.refunded:
            assert payment.advance_base == 0, "nothing is left over by rounding"


TestInvoice = InvoiceMachine.TestCase
TestInvoice.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
TestPayment = PaymentMachine.TestCase
TestPayment.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)


def test_the_machines_are_those_of_the_page() -> None:
    for machine, page in ((Invoice.MACHINE, INVOICE), (Payment.MACHINE, PAYMENT)):
        found = {state: sorted(machine.allowed(state)) for state in page}
        assert found == {state: sorted(actions) for state, actions in page.items()}
        assert set(machine.states) == set(page)
