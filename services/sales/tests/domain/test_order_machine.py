"""No sequence of actions leads an order or a quotation out of its machine, and an order's statuses always follow from its lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from crm_contracts.sales.order_words import LineAmendment
from crm_kit.approval import Decision, Finding
from crm_kit.errors import Conflict, IllegalTransition
from crm_kit.model import Money
from sales.domain.order import Order
from sales.domain.order_line import OrderLine
from sales.domain.quotation import Quotation
from sales.domain.quotation_line import QuotationLine
from sales.domain.rates import Quote

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
ME, BOSS = uuid4(), uuid4()
MINE, THEIRS = Decision(ME, NOW), Decision(BOSS, NOW)
QUOTE = Quote("CNY", Decimal(1), TODAY)
LIMIT = Finding(code="credit_limit", level="approve", message="Too much")

# The pages of the specification, written down by hand: state → action → where it may lead.
ORDER = {
    "draft": {"confirm": {"confirmed", "pending_approval"}, "cancel": {"cancelled"}},
    "pending_approval": {"approve": {"confirmed"}, "reject": {"draft"}, "cancel": {"cancelled"}},
    "confirmed": {
        "hold": {"on_hold"}, "amend": {"confirmed"}, "complete": {"completed"}, "short_close": {"short_closed"},
        "cancel": {"cancelled"},
    },
    "on_hold": {"release": {"confirmed"}, "short_close": {"short_closed"}, "cancel": {"cancelled"}},
    "completed": {"reopen": {"confirmed"}},
    "short_closed": {},
    "cancelled": {},
}  # fmt: skip
REVISABLE = {"approved", "sent", "declined", "expired"}
QUOTATION: dict[str, dict[str, set[str]]] = {
    "draft": {"submit": {"approved", "pending_approval"}, "cancel": {"cancelled"}},
    "pending_approval": {
        "approve": {"approved"}, "send_back": {"draft"}, "withdraw": {"draft"}, "cancel": {"cancelled"},
    },
    "approved": {
        "send": {"sent"}, "order": {"partially_ordered", "ordered"}, "revise": REVISABLE, "supersede": {"superseded"},
        "cancel": {"cancelled"},
    },
    "sent": {
        "accept": {"accepted"}, "decline": {"declined"}, "expire": {"expired"}, "order": {"partially_ordered", "ordered"},
        "revise": REVISABLE, "supersede": {"superseded"}, "cancel": {"cancelled"},
    },
    "accepted": {"order": {"partially_ordered", "ordered"}, "cancel": {"cancelled"}},
    "partially_ordered": {"order": {"partially_ordered", "ordered"}, "give_back": {"accepted", "partially_ordered"}},
    "ordered": {"give_back": {"accepted", "partially_ordered"}},
    "declined": {"revise": REVISABLE, "supersede": {"superseded"}, "cancel": {"cancelled"}},
    "expired": {"revise": REVISABLE, "supersede": {"superseded"}, "cancel": {"cancelled"}},
    "superseded": {"restore": REVISABLE},
    "cancelled": {},
}  # fmt: skip
QTY = st.sampled_from([Decimal(0), Decimal(1), Decimal(2), Decimal(3)])


def line(kind: type, **more: Any) -> Any:
    made = kind(position=0, kind="product", product_id=uuid4(), name="Pump", currency="CNY", ships=True, **more)
    made.price()
    return made


class OrderMachine(RuleBasedStateMachine):
    """Any action at any time, and any news of deliveries, invoices and payments."""

    @initialize()
    def begins(self) -> None:
        told = {"number": "SO-1", "account_id": uuid4(), "currency": "CNY", "ordered_on": TODAY, "created_by": ME}
        self.order = Order(**told, owner_id=ME, base_amount=None)
        self.order.put(
            [line(OrderLine, qty=Decimal(2), unit_price=Decimal(5)), line(OrderLine, qty=Decimal(1), unit_price=Decimal(3))]
        )

    @rule(waits=st.booleans())
    def confirms(self, waits: bool) -> None:
        self.expect("confirm", lambda: self.order.confirm([LIMIT] if waits else [], MINE, TODAY, QUOTE))

    @rule()
    def approves(self) -> None:
        self.expect("approve", lambda: self.order.approve([LIMIT], THEIRS))

    @rule()
    def rejects(self) -> None:
        self.expect("reject", lambda: self.order.reject(THEIRS))

    @rule(action=st.sampled_from(["hold", "short_close", "cancel"]))
    def ends(self, action: str) -> None:
        self.expect(action, lambda: getattr(self.order, action)("Because"))

    @rule()
    def releases(self) -> None:
        self.expect("release", self.order.release)

    @rule(qty=QTY)
    def amends(self, qty: Decimal) -> None:
        change = LineAmendment(line_id=self.order.lines[0].id, qty=max(qty, Decimal(1)))
        self.expect("amend", lambda: self.order.amend([change], []))

    @rule(qty=QTY)
    def ships(self, qty: Decimal) -> None:
        if self.order.status in ("confirmed", "on_hold", "completed"):
            self.order.note_shipped(self.each(qty), False, [uuid4()], [], NOW)

    @rule(qty=QTY)
    def is_invoiced(self, qty: Decimal) -> None:
        if self.order.status in ("confirmed", "on_hold", "completed"):
            self.order.note_invoiced(self.each(qty))
            self.order.complete_if_done()

    @rule(amount=st.sampled_from([0, 5, 13, 20]), settled=st.booleans())
    def is_paid(self, amount: int, settled: bool) -> None:
        if self.order.status in ("confirmed", "on_hold", "completed"):
            self.order.note_paid(Money(Decimal(amount), "CNY"), settled)
            self.order.complete_if_done()

    def each(self, qty: Decimal) -> dict[UUID, Decimal]:
        return {each.id: qty for each in self.order.lines}

    def expect(self, action: str, do: Callable[[], Any]) -> None:
        before = self.order.status
        if action not in ORDER[before]:
            with pytest.raises(IllegalTransition) as refusal:
                do()
            assert set(refusal.value.extra["allowed"]) == set(ORDER[before])
            return
        try:
            do()
        except IllegalTransition:
            raise
        except Conflict:  # what was shipped, invoiced or paid stands against it; the transaction is undone
            self.order.status = before
            return
        assert self.order.status in ORDER[before][action] | ({"completed"} if action == "amend" else set())

    @invariant()
    def is_in_the_machine(self) -> None:
        assert self.order.status in ORDER

    @invariant()
    def totals_are_the_sum_of_the_lines(self) -> None:
        assert self.order.total.amount == sum(each.total_amount for each in self.order.lines)

    @invariant()
    def is_complete_only_when_everything_is(self) -> None:
        if self.order.status == "completed":
            assert {self.order.delivery_status, self.order.invoice_status} <= {"full", "over"}
            assert self.order.payment_status in ("paid", "overpaid")

    @invariant()
    def owes_no_more_than_its_total(self) -> None:
        assert 0 <= self.order.open_base <= self.order.total.amount
        assert self.order.status in ("confirmed", "on_hold") or self.order.open_base == 0


class QuotationMachine(RuleBasedStateMachine):
    """Any action at any time; never more is ordered than was offered."""

    @initialize()
    def begins(self) -> None:
        told = {"number": "Q-1", "account_id": uuid4(), "currency": "CNY", "quoted_on": TODAY, "created_by": ME, "owner_id": ME}
        self.quotation = Quotation(**told, valid_until=TODAY)
        self.quotation.put([line(QuotationLine, qty=Decimal(2), unit_price=Decimal(5))])

    @rule(waits=st.booleans())
    def submits(self, waits: bool) -> None:
        self.expect("submit", lambda: self.quotation.submit([LIMIT] if waits else [], MINE))

    @rule(action=st.sampled_from(["approve", "send_back"]))
    def is_decided(self, action: str) -> None:
        self.expect(action, lambda: getattr(self.quotation, action)(THEIRS))

    @rule(action=st.sampled_from(["withdraw", "expire", "supersede"]))
    def goes_on(self, action: str) -> None:
        self.expect(action, getattr(self.quotation, action))

    @rule(action=st.sampled_from(["send", "accept"]))
    def is_sent_or_accepted(self, action: str) -> None:
        self.expect(action, lambda: getattr(self.quotation, action)(NOW))

    @rule()
    def is_declined(self) -> None:
        self.expect("decline", lambda: self.quotation.decline("No", NOW))

    @rule()
    def is_cancelled(self) -> None:
        self.expect("cancel", lambda: self.quotation.cancel("Mistake"))

    @rule(qty=st.sampled_from([Decimal(1), Decimal(2)]))
    def is_ordered(self, qty: Decimal) -> None:
        only = self.quotation.lines[0]
        self.expect("order", lambda: self.quotation.order({only.id: min(qty, only.remaining)}, TODAY))

    @rule(qty=st.sampled_from([Decimal(1), Decimal(2)]))
    def gives_back(self, qty: Decimal) -> None:
        self.expect("give_back", lambda: self.quotation.give_back({self.quotation.lines[0].id: qty}))

    @rule()
    def stands_again(self) -> None:
        if self.quotation.status == "superseded":
            self.expect("restore", self.quotation.stand_again)

    def expect(self, action: str, do: Callable[[], Any]) -> None:
        before = self.quotation.status
        if action in QUOTATION[before]:
            do()
            assert self.quotation.status in QUOTATION[before][action]
            return
        with pytest.raises(IllegalTransition) as refusal:
            do()
        assert set(refusal.value.extra["allowed"]) == set(QUOTATION[before])
        assert self.quotation.status == before

    @invariant()
    def never_orders_more_than_is_offered(self) -> None:
        assert self.quotation.status in QUOTATION
        assert all(0 <= each.ordered_qty <= each.qty for each in self.quotation.lines)


TestOrder = OrderMachine.TestCase
TestOrder.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestQuotation = QuotationMachine.TestCase
TestQuotation.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_the_machines_are_those_of_the_page() -> None:
    for machine, page in ((Order.MACHINE, ORDER), (Quotation.MACHINE, QUOTATION)):
        assert {state: set(machine.allowed(state)) for state in page} == {state: set(actions) for state, actions in page.items()}
        assert set(machine.states) == set(page)
