"""No sequence of actions leads a stock move out of its machine, and it never reserves more than it wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from crm_kit.errors import IllegalTransition
from inventory.domain.movement import Movement
from inventory.domain.stock_move import StockMove, moved

# The page of the specification, written down by hand: state → action → where it may lead.
PAGE = {
    "draft": {"confirm": ["waiting"]},
    "waiting": {"reserve": ["reserved", "partially_reserved"], "post": ["done"], "cancel": ["cancelled"]},
    "partially_reserved": {
        "reserve": ["reserved", "partially_reserved"], "unreserve": ["waiting", "partially_reserved"], "post": ["done"],
        "cancel": ["cancelled"],
    },
    "reserved": {"unreserve": ["waiting", "partially_reserved"], "post": ["done"], "cancel": ["cancelled"]},
    "done": {},
    "cancelled": {},
}  # fmt: skip


def movement(qty: Any) -> Movement:
    return Movement(
        product_id=uuid4(), from_location_id=uuid4(), to_location_id=uuid4(), qty=Decimal(qty), posted_on=dt.date(2026, 11, 26),
        document_kind="delivery", document_id=uuid4(),
    )  # fmt: skip


def part(qty: Decimal, share: int) -> Decimal:
    """So much of it, in the decimals that quantities have."""
    return (qty / share).quantize(Decimal("0.000001"), ROUND_DOWN)


def wanted(qty: Any = 10) -> StockMove:
    places = {"product_id": uuid4(), "from_location_id": uuid4(), "to_location_id": uuid4(), "warehouse_id": uuid4()}
    return StockMove(strength="soft", priority=50, reference="").want(**places, qty=Decimal(qty))


class Moves(RuleBasedStateMachine):
    """Any action at any time: it leads where the page says, or it is refused with what the page allows."""

    @initialize(qty=st.integers(1, 50))
    def begins(self, qty: int) -> None:
        self.move = wanted(qty)

    @rule(share=st.integers(1, 4))
    def reserves(self, share: int) -> None:
        qty = part(self.move.shortage, share)
        if qty:
            self.expect("reserve", lambda: self.move.reserve(qty))

    @rule(share=st.integers(1, 4))
    def lets_go(self, share: int) -> None:
        qty = part(self.move.reserved_qty, share)
        if qty:
            self.expect("unreserve", lambda: self.move.unreserve(qty))

    @rule(share=st.integers(2, 4))
    def wants_less(self, share: int) -> None:
        if self.move.is_open and (less := part(self.move.qty, share)):
            before, freed = self.move.reserved_qty, self.move.shrink(less)
            assert before - self.move.reserved_qty == freed

    @rule(more=st.integers(1, 9))
    def wants_more(self, more: int) -> None:
        if self.move.is_open:
            self.move.grow(Decimal(more))

    @rule(share=st.integers(1, 3))
    def is_posted(self, share: int) -> None:
        qty, kept = self.move.qty, self.move.reserved_qty
        gone = part(qty, share) or qty
        found: list[Any] = []
        self.expect("post", lambda: found.append(self.move.post(movement(gone), Decimal(1), "CNY")))
        if found and found[0] is not None:
            rest = found[0]
            assert (rest.qty + self.move.qty, rest.reserved_qty) == (qty, max(kept - self.move.qty, 0))
            self.move = rest

    @rule()
    def is_cancelled(self) -> None:
        self.expect("cancel", self.move.cancel)

    def expect(self, action: str, do: Callable[[], Any]) -> None:
        before = self.move.status
        if action in PAGE[before]:
            do()
            assert self.move.status in PAGE[before][action]
            return
        with pytest.raises(IllegalTransition) as refusal:
            do()
        assert (refusal.value.extra["current"], self.move.status) == (before, before)

    @invariant()
    def status_and_quantities_agree(self) -> None:
        move = self.move
        assert 0 <= move.reserved_qty <= move.qty
        assert move.qty > 0
        if move.is_open:
            full, some = move.reserved_qty == move.qty, move.reserved_qty > 0
            assert move.status == ("reserved" if full else "partially_reserved" if some else "waiting")


TestMoves = Moves.TestCase
TestMoves.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)


def test_the_machine_is_that_of_the_page() -> None:
    machine = StockMove.MACHINE

    assert {state: sorted(machine.allowed(state)) for state in machine.states} == {
        state: sorted(actions) for state, actions in PAGE.items()
    }


def test_nothing_is_reserved_beyond_what_is_wanted() -> None:
    with pytest.raises(ValueError, match="more than"):
        wanted(10).reserve(Decimal(11))


def test_a_move_that_nobody_announced_is_done_at_once() -> None:
    done = moved(movement(3), uuid4(), Decimal("7.5"), "CNY")

    assert (done.status, done.qty, done.value) == ("done", 3, Decimal("7.5"))


def test_a_move_split_off_takes_what_was_short() -> None:
    move, place = wanted(10), uuid4()
    move.reserve(Decimal(4))

    other = move.split(Decimal(6), place, uuid4())

    assert (move.status, move.qty, other.status, other.qty, other.from_location_id) == ("reserved", 4, "waiting", 6, place)
