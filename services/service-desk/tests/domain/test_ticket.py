"""No sequence of actions leads a ticket out of its machine, and its journal tells every step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from crm_kit.errors import Conflict, IllegalTransition
from service_desk.domain.holder import Holder
from service_desk.domain.journal import Act
from service_desk.domain.ticket import OPEN, UNRESOLVED, Ticket

STILL = ("assign", "change", "escalate", "upgrade_to_complaint", "downgrade_to_request")
# The page of the specification, written down by hand: state → action → where it leads. What leaves the state as it is and is
# possible in any open one stands in STILL.
PAGE: dict[str, dict[str, list[str]]] = {
    "new": {"accept": ["accepted"], "cancel": ["cancelled"], "merge": ["merged"]},
    "accepted": {"allocate": ["allocated"], "cancel": ["cancelled"], "merge": ["merged"]},
    "allocated": {"start": ["in_progress"], "merge": ["merged"]},
    "in_progress": {
        "wait_customer": ["waiting_customer"], "wait_third_party": ["waiting_third_party"], "solve": ["solved"],
        "merge": ["merged"],
    },
    "waiting_customer": {"resume": ["in_progress"], "merge": ["merged"]},
    "waiting_third_party": {"resume": ["in_progress"], "merge": ["merged"]},
    "solved": {"confirm": ["closed"], "close": ["closed"], "reopen": ["in_progress"], "merge": ["merged"]},
    "closed": {"reopen": ["in_progress"]},
    "cancelled": {},
    "merged": {"unmerge": list(OPEN)},
}  # fmt: skip
STEPS = sorted({action for actions in PAGE.values() for action in actions})


def fresh(status: str = "new") -> Ticket:
    ticket = Ticket(subject="Help", nature="fault", source="phone", urgency="normal", owner_id=uuid4())
    ticket.arrive(act(), [])
    ticket.status, ticket.is_unresolved = status, status in UNRESOLVED
    return ticket


def act() -> Act:
    return Act(dt.datetime(2026, 11, 26, tzinfo=dt.UTC), uuid4())


def do(ticket: Ticket, action: str) -> None:
    """Take a step by the method of the ticket that stands for it."""
    steps: dict[str, Callable[[], None]] = {
        "allocate": lambda: ticket.allocate(Holder(uuid4(), "/1/"), act()),
        "solve": lambda: ticket.solve("Done", "valve", act()),
        "confirm": lambda: ticket.close(act(), "confirm"),
        "close": lambda: ticket.close(act()),
        "reopen": lambda: ticket.reopen("Again", act()),
        "cancel": lambda: ticket.cancel("invalid", "None of ours", act()),
        "merge": lambda: ticket.merge_into(fresh(), "The same", act()),
        "unmerge": lambda: ticket.unmerge(act()),
    }
    steps.get(action, lambda: ticket.move(action, act()))()


@pytest.mark.parametrize("status", PAGE)
@pytest.mark.parametrize("action", STEPS)
def test_the_machine_is_the_page(status: str, action: str) -> None:
    allowed = action in Ticket.MACHINE.allowed(status)

    assert allowed is (action in PAGE[status])
    if allowed:
        assert sorted(Ticket.MACHINE.moves[action][1]) == sorted(PAGE[status][action])


@pytest.mark.parametrize("action", STILL)
def test_what_leaves_the_state_alone_is_possible_while_it_is_open(action: str) -> None:
    assert {status for status in PAGE if action in Ticket.MACHINE.allowed(status)} == set(OPEN)


def test_only_what_is_higher_is_an_escalation() -> None:
    ticket = fresh()

    ticket.escalate(2, "manual", "The boss is here", [], act())

    assert (ticket.escalation_level, ticket.suppresses_promotion) == (2, True)
    with pytest.raises(Conflict):
        ticket.escalate(2, "time", "Late", [], act())


class AnyTicket(RuleBasedStateMachine):
    """A ticket that anything happens to."""

    @initialize()
    def begin(self) -> None:
        self.ticket = fresh()

    @rule(action=st.sampled_from(STEPS))
    def step(self, action: str) -> None:
        before, count = self.ticket.status, self.ticket.entry_count
        try:
            do(self.ticket, action)
        except IllegalTransition:
            assert action not in PAGE[before]
            assert (self.ticket.status, self.ticket.entry_count) == (before, count)
        else:
            assert self.ticket.status in PAGE[before][action]
            assert self.ticket.entry_count > count

    @invariant()
    def it_is_unresolved_as_its_state_says(self) -> None:
        assert self.ticket.is_unresolved is (self.ticket.status in UNRESOLVED)
        assert self.ticket.is_open is (self.ticket.status in OPEN)

    @invariant()
    def what_is_over_holds_nothing_back(self) -> None:
        assert self.ticket.is_open or not self.ticket.suppresses_promotion


def test_any_sequence_of_actions_keeps_to_the_page() -> None:

    run_state_machine_as_test(AnyTicket, settings=settings(max_examples=40, stateful_step_count=20, deadline=None))
