"""No sequence of actions leads a notice, a delivery, a purchase order or a receipt out of its machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from crm_kit.approval import Decision, Finding
from crm_kit.errors import IllegalTransition
from inventory.domain.delivery import Delivery, DeliveryLine
from inventory.domain.notice import NoticeLine, ShipmentNotice
from inventory.domain.purchase_line import PurchaseLine
from inventory.domain.purchase_order import PurchaseOrder
from inventory.domain.receipt import Receipt, ReceiptLine

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
TEN, ME, BOSS = Decimal(10), uuid4(), uuid4()
DOUBT = [Finding(code="over_limit", level="approve", message="")]

# The pages of the specification, written down by hand: state → action → where it leads.
NOTICE = {
    "draft": {"submit": "submitted", "cancel": "cancelled"},
    "submitted": {"release": "released", "cancel": "cancelled"},
    "released": {"accept": "accepted", "counter": "counter_proposed", "reject": "rejected", "cancel": "cancelled"},
    "counter_proposed": {"agree": "accepted", "refuse": "released", "cancel": "cancelled"},
    "accepted": {"ship": "partially_shipped shipped", "cancel": "cancelled"},
    "partially_shipped": {
        "ship": "partially_shipped shipped", "close_short": "closed_short", "take_back": "partially_shipped closed_short",
    },
    "shipped": {"take_back": "partially_shipped closed_short"},
    "closed_short": {"take_back": "partially_shipped closed_short"},
    "rejected": {},
    "cancelled": {},
}  # fmt: skip
DELIVERY = {
    "draft": {"start_pick": "picking", "pack": "packed", "cancel": "cancelled"},
    "picking": {"pack": "packed", "cancel": "cancelled"},
    "packed": {"ship": "shipped", "cancel": "cancelled"},
    "shipped": {"confirm": "delivered", "fail": "delivery_failed"},
    "delivery_failed": {"reship": "shipped", "return": "returned_to_sender"},
    "delivered": {},
    "returned_to_sender": {},
    "cancelled": {},
}
PURCHASE_ORDER = {
    "draft": {"submit": "approved pending_approval", "cancel": "cancelled"},
    "pending_approval": {"approve": "approved", "return": "draft", "cancel": "cancelled"},
    "approved": {"send": "sent", "cancel": "cancelled"},
    "sent": {
        "acknowledge": "acknowledged", "amend": "sent pending_approval", "complete": "completed", "short_close": "short_closed",
        "cancel": "cancelled",
    },
    "acknowledged": {
        "amend": "sent pending_approval", "complete": "completed", "short_close": "short_closed", "cancel": "cancelled",
    },
    "completed": {},
    "short_closed": {},
    "cancelled": {},
}  # fmt: skip
RECEIPT = {
    "draft": {"arrive": "arrived"},
    "arrived": {"inspect": "inspecting", "reject": "rejected"},
    "inspecting": {"post": "posted", "reject": "rejected"},
    "posted": {},
    "rejected": {},
}


NOTICE_ACTIONS: dict[str, Callable[[ShipmentNotice], Any]] = {
    "submit": lambda it: it.submit(),
    "release": lambda it: it.release("credit", ME, NOW),
    "accept": lambda it: it.accept(),
    "counter": lambda it: it.counter("Later", NOW.date(), {it.lines[0].order_line_id: Decimal(9)}),
    "reject": lambda it: it.reject("No"),
    "agree": lambda it: it.agree(),
    "refuse": lambda it: it.refuse("No"),
    "close_short": lambda it: it.close_short("Enough"),
    "cancel": lambda it: it.cancel("Off"),
    "take_back": lambda it: it.take_back({it.lines[0].id: it.lines[0].shipped / 2}),
}
DELIVERY_ACTIONS: dict[str, Callable[[Delivery], Any]] = {
    "start_pick": lambda it: it.start_pick(),
    "pack": lambda it: it.pack({}),
    "ship": lambda it: it.ship(NOW, is_partial=False),
    "confirm": lambda it: it.confirm("Ada", NOW, ""),
    "fail": lambda it: it.fail("Nobody"),
    "reship": lambda it: it.reship(),
    "return": lambda it: it.give_back("Nobody"),
    "cancel": lambda it: it.cancel("Off"),
}
ORDER_ACTIONS: dict[str, Callable[[PurchaseOrder], Any]] = {
    "approve": lambda it: it.approve(Decision(BOSS, NOW)),
    "return": lambda it: it.give_back(Decision(BOSS, NOW, "No")),
    "send": lambda it: it.send(NOW),
    "acknowledge": lambda it: it.acknowledge({}, "", NOW, accept_differences=False),
    "short_close": lambda it: it.short_close("Enough"),
    "cancel": lambda it: it.cancel("Off"),
}
RECEIPT_ACTIONS: dict[str, Callable[[Receipt], Any]] = {
    "arrive": lambda it: it.arrive(),
    "inspect": lambda it: it.inspect({}),
    "post": lambda it: it.post(NOW.date(), Decimal(1), NOW.date()),
    "reject": lambda it: it.reject("No"),
}


def expect(record: Any, action: str, page: dict[str, dict[str, str]], do: Callable[[], Any]) -> None:
    """It leads where the page says, or it is refused with what the page allows."""
    before = record.status
    if action in page[before]:
        do()
        assert record.status in page[before][action].split()
        return
    with pytest.raises(IllegalTransition) as refusal:
        do()
    assert refusal.value.extra["current"] == before == record.status
    assert sorted(refusal.value.extra["allowed"]) == sorted(page[before])


class NoticeMachine(RuleBasedStateMachine):
    """Any action at any time."""

    @initialize()
    def begins(self) -> None:
        self.notice = ShipmentNotice(order_id=uuid4(), number="SN-1")
        line = NoticeLine(order_line_id=uuid4(), product_id=uuid4(), qty=TEN, shipped=Decimal(0), delivering=Decimal(0), position=0)
        self.notice.raise_for([line])

    @rule(action=st.sampled_from(sorted(NOTICE_ACTIONS)))
    def acts(self, action: str) -> None:
        expect(self.notice, action, NOTICE, lambda: NOTICE_ACTIONS[action](self.notice))

    @rule(share=st.sampled_from((Decimal("0.5"), Decimal(1))))
    def is_shipped_from(self, share: Decimal) -> None:
        line = self.notice.lines[0]
        qty = (line.qty - line.shipped) * share
        if self.notice.status in ("accepted", "partially_shipped"):
            self.notice.deliver(line, qty)
            self.notice.ship({line.id: qty})

    @invariant()
    def is_in_the_machine(self) -> None:
        (line,) = self.notice.lines
        assert self.notice.status in NOTICE
        assert 0 <= line.shipped <= line.qty
        assert line.delivering == 0
        assert self.notice.status != "shipped" or line.shipped == line.qty


class DeliveryMachine(RuleBasedStateMachine):
    """Likewise; what has left was picked."""

    @initialize()
    def begins(self) -> None:
        self.delivery = Delivery(number="DN-1", status="draft", waybills=[], order_numbers=[])
        self.delivery.lines = [DeliveryLine(order_id=uuid4(), order_line_id=uuid4(), product_id=uuid4(), qty=TEN, position=0)]

    @rule(action=st.sampled_from(sorted(DELIVERY_ACTIONS)))
    def acts(self, action: str) -> None:
        expect(self.delivery, action, DELIVERY, lambda: DELIVERY_ACTIONS[action](self.delivery))

    @invariant()
    def is_in_the_machine(self) -> None:
        assert self.delivery.status in DELIVERY
        assert not self.delivery.has_left or self.delivery.lines[0].picked == TEN


class PurchaseOrderMachine(RuleBasedStateMachine):
    """Likewise; what has come is never more than what was ordered, and all of it completes the order."""

    @initialize()
    def begins(self) -> None:
        self.order = PurchaseOrder(number="PO-1", currency="CNY", created_by=ME, sent_at=None)
        self.order.begin([self._line(TEN)])

    def _line(self, qty: Decimal, **more: Any) -> PurchaseLine:
        about = {"product_id": more.pop("product_id", None) or uuid4(), "uom": "pcs", "factor": Decimal(1), "currency": "CNY"}
        nothing = {"received": Decimal(0), "rejected": Decimal(0), "tax_rate": Decimal(0), "position": 0}
        return PurchaseLine(**about, **nothing, qty=qty, unit_price=Decimal(1), **more)

    @rule(action=st.sampled_from(sorted(ORDER_ACTIONS)))
    def acts(self, action: str) -> None:
        if action == "cancel" and self.order.lines[0].received:
            return
        expect(self.order, action, PURCHASE_ORDER, lambda: ORDER_ACTIONS[action](self.order))

    @rule(is_doubtful=st.booleans())
    def is_submitted(self, is_doubtful: bool) -> None:
        findings, by = DOUBT if is_doubtful else [], Decision(ME, NOW)
        expect(self.order, "submit", PURCHASE_ORDER, lambda: self.order.submit(findings, by))

    @rule(qty=st.integers(10, 20), is_doubtful=st.booleans())
    def is_amended(self, qty: int, is_doubtful: bool) -> None:
        def amend() -> None:
            line = self.order.lines[0]
            self.order.amend([self._line(Decimal(qty), id=line.id, product_id=line.product_id)], "More")
            self.order.settle_amendment(DOUBT if is_doubtful else [], Decision(ME, NOW))

        line = self.order.lines[0]
        if line.received <= qty and not (line.received == qty and self.order.status in ("sent", "acknowledged")):
            expect(self.order, "amend", PURCHASE_ORDER, amend)

    @rule(qty=st.integers(1, 10))
    def comes(self, qty: int) -> None:
        line = self.order.lines[0]
        if self.order.status in ("sent", "acknowledged"):
            self.order.receive({line.id: (min(Decimal(qty), line.qty - line.received), Decimal(0))})

    @invariant()
    def is_in_the_machine(self) -> None:
        line = self.order.lines[0]
        assert self.order.status in PURCHASE_ORDER
        assert line.received <= line.qty
        assert (self.order.status == "completed") <= (line.received == line.qty)
        assert not self.order.is_expected or self.order.sent_at is not None


class ReceiptMachine(RuleBasedStateMachine):
    """Likewise; what is accepted and rejected is what came."""

    @initialize()
    def begins(self) -> None:
        self.receipt = Receipt(number="RC-1", delivery_note="")
        ids = {name: uuid4() for name in ("purchase_order_id", "purchase_line_id", "product_id")}
        self.receipt.begin([ReceiptLine(**ids, qty=TEN, accepted=TEN, rejected=Decimal(0), position=0)])

    @rule(action=st.sampled_from(sorted(RECEIPT_ACTIONS)))
    def acts(self, action: str) -> None:
        expect(self.receipt, action, RECEIPT, lambda: RECEIPT_ACTIONS[action](self.receipt))

    @invariant()
    def is_in_the_machine(self) -> None:
        (line,) = self.receipt.lines
        assert self.receipt.status in RECEIPT
        assert line.accepted + line.rejected == line.qty
        assert (self.receipt.posted_on is not None) == (self.receipt.status == "posted")


MANY = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestNotice = NoticeMachine.TestCase
TestNotice.settings = MANY
TestDelivery = DeliveryMachine.TestCase
TestDelivery.settings = MANY
TestPurchaseOrder = PurchaseOrderMachine.TestCase
TestPurchaseOrder.settings = MANY
TestReceipt = ReceiptMachine.TestCase
TestReceipt.settings = MANY


def test_the_machines_are_those_of_the_page() -> None:
    pages = ((ShipmentNotice, NOTICE), (Delivery, DELIVERY), (PurchaseOrder, PURCHASE_ORDER), (Receipt, RECEIPT))
    for kind, page in pages:
        assert {state: sorted(kind.MACHINE.allowed(state)) for state in kind.MACHINE.states} == {
            state: sorted(actions) for state, actions in page.items()
        }
