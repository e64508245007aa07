"""Clocks against a watch that is looked at minute by minute."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm_contracts.service_desk.service_level_words import Target
from service_desk.domain.clocks import Clock, clocks
from service_desk.domain.journal import TicketEntry
from service_desk.domain.measure import Measure
from service_desk.domain.ticket import Ticket
from service_desk.domain.working_time import ALWAYS, PublicDays, Ranges, WorkingTime

MINUTE = dt.timedelta(minutes=1)
POINTS = ("accepted", "allocated", "first_response", "next_response", "completed")
URGENCIES = ("low", "normal", "high", "critical")
PAUSING = ("new", "accepted", "allocated", "waiting_customer", "waiting_third_party")
OFFICE: Ranges = ((9 * 60, 12 * 60), (13 * 60, 17 * 60))
NIGHTS: Ranges = ((0, 4 * 60), (20 * 60, 1440))
WEEKS = (OFFICE, NIGHTS, ALWAYS)
CALENDARS = (
    ("Europe/Berlin", "DE"),
    ("America/New_York", "US"),
    ("Australia/Lord_Howe", "AU"),
    ("Asia/Shanghai", "CN"),
    ("UTC", None),
)
# Around these moments clocks are changed somewhere, or there are holidays and days that make up for them.
MOMENTS = tuple(
    dt.datetime(2026, month, day, 18, tzinfo=dt.UTC)
    for month, day in ((3, 7), (3, 28), (4, 4), (4, 30), (10, 3), (10, 9), (10, 24), (10, 31), (12, 24), (2, 13), (11, 27))
)
LOOKED_AHEAD = dt.timedelta(days=4)


# --- any history -----------------------------------------------------------------------------------------------------


@some.composite
def measures(draw: some.DrawFn) -> Measure:
    zone, country = draw(some.sampled_from(CALENDARS))
    hours, weekend = draw(some.sampled_from(WEEKS)), draw(some.sampled_from(((), OFFICE[:1])))
    targets = [
        Target(clock=clock, minutes=Decimal(draw(some.integers(1, 900))), urgency=urgency, kind=kind)
        for clock in POINTS
        for urgency in (None, draw(some.sampled_from(URGENCIES)))
        for kind in draw(some.sampled_from(((None,), (None, "complaint"))))
    ]
    pausing, paused = draw(some.sets(some.sampled_from(PAUSING))), draw(some.sets(some.sampled_from(POINTS)))
    return Measure(
        WorkingTime(ZoneInfo(zone), (hours,) * 5 + (weekend,) * 2, PublicDays(country)), targets, sorted(pausing), sorted(paused)
    )


def entry(at: dt.datetime, kind: str, after: str | None = None) -> TicketEntry:
    return TicketEntry(at=at, kind=kind, after=after)


@some.composite
def histories(draw: some.DrawFn) -> list[TicketEntry]:
    """Whatever can happen to a ticket in a few days."""
    at = draw(some.sampled_from(MOMENTS)) + draw(some.integers(0, 1440)) * MINUTE
    kind = draw(some.sampled_from(("request", "complaint")))
    told = [("status", "new"), ("urgency", draw(some.sampled_from(URGENCIES))), ("kind", kind), ("policy", "1")]
    history, status = [entry(at, *each) for each in told], "new"
    for _ in range(draw(some.integers(0, 12))):
        at += draw(some.sampled_from((0, 1, 30, 60, 200, 479, 900))) * MINUTE
        kind = draw(some.sampled_from(("status", "status", "urgency", "kind", "policy", "response", "customer_note", "owner")))
        after = draw(some.sampled_from(choices(kind, status)))
        status = after if kind == "status" else status
        history.append(entry(at, kind, after))
    return history


def choices(kind: str, status: str) -> tuple[Any, ...]:
    """What can come next."""
    moves = Ticket.MACHINE.moves
    steps = sorted({target for action in Ticket.MACHINE.allowed(status) for target in moves[action][1]} - {status})
    known = {"status": tuple(steps) or (status,), "urgency": URGENCIES, "kind": ("request", "complaint"), "policy": ("1", "2")}
    return known.get(kind, (None,))


# --- the watch -------------------------------------------------------------------------------------------------------


@dataclass
class Watch:
    """Somebody who writes down, for each minute, how the ticket stood, and looks up everything else afterwards."""

    history: list[TicketEntry]
    policies: dict[str, Measure]

    @cached_property
    def stood(self) -> list[tuple[dt.datetime, dict[str, Any]]]:
        """Status and policy for each minute up to the last entry."""
        noted, state, moment = [], {"policy": "1"}, self.history[0].at
        while moment <= self.history[-1].at:
            state = {**state, **{each.kind: each.after for each in self.by_minute.get(moment, ())}}
            noted.append((moment, state))
            moment += MINUTE
        return noted

    @cached_property
    def by_minute(self) -> dict[dt.datetime, list[TicketEntry]]:
        return {each.at: [other for other in self.history if other.at == each.at] for each in self.history}

    def at(self, moment: dt.datetime) -> dict[str, Any]:
        return self.stood[min((moment - self.history[0].at) // MINUTE, len(self.stood) - 1)][1]

    def stops(self, point: str) -> list[tuple[dt.datetime, int | None]]:
        """Each time that the clock starts, and the number of the entry that stops it."""
        if point in ("accepted", "allocated"):
            stopping = [n for n, each in enumerate(self.history) if self.passed(point, each)]
            return [(self.history[0].at, stopping[0] if stopping else None)]
        if point == "completed":
            return [(self.history[0].at, self.solved())]
        return self.questions(point)

    def passed(self, point: str, each: TicketEntry) -> bool:
        short = {"new", "cancelled", "merged"} | ({"accepted"} if point == "allocated" else set())
        return each.kind == "status" and each.after not in short

    def solved(self) -> int | None:
        """The entry since which it has been solved or closed without a break."""
        moves = [n for n, each in enumerate(self.history) if each.kind == "status"]
        since = None
        for number in reversed(moves):
            if self.history[number].after not in ("solved", "closed"):
                break
            since = number
        return since

    def questions(self, point: str) -> list[tuple[dt.datetime, int | None]]:
        found: list[tuple[dt.datetime, int | None]] = []
        asked: dt.datetime | None = self.history[0].at
        for number, each in enumerate(self.history):
            answer = each.kind == "response" or (each.kind == "status" and each.after in ("solved", "closed"))
            if answer and asked is not None:
                found.append((asked, number))
                asked = None
            elif each.kind == "customer_note" and asked is None:
                asked = each.at
        found += [(asked, None)] if asked is not None else []
        return found[:1] if point == "first_response" else found[1:]

    def due(self, point: str, start: dt.datetime, stop: int | None) -> tuple[Target | None, dt.datetime | None]:
        """The target, and the end of the minute in which it is used up, as far as somebody looks ahead."""
        number = len(self.history) if stop is None else stop
        end = self.history[stop].at if stop is not None else None
        judge = {kind: self.last(number, kind) for kind in ("urgency", "kind", "policy")}
        measure = self.policies[judge["policy"]]
        target = measure.target(point, judge["urgency"], judge["kind"])
        if target is None:
            return None, None
        if target.kind == "complaint":
            start = max(start, self.raised(number))
        return target, self.used_up(point, start, end, int(target.minutes), measure)

    def last(self, number: int, kind: str) -> Any:
        return [each.after for each in self.history[:number] if each.kind == kind][-1]

    def raised(self, number: int) -> dt.datetime:
        return [each.at for each in self.history[:number] if each.kind == "kind" and each.after == "complaint"][-1]

    def used_up(self, point: str, start: dt.datetime, end: dt.datetime | None, left: int, measure: Measure) -> dt.datetime | None:
        moment, last = start, max(self.history[-1].at, end or start) + LOOKED_AHEAD
        while moment < last:
            left -= (self.counts(point, moment) or (end is not None and moment >= end)) and works(measure.time, moment)
            moment += MINUTE
            if not left:
                return moment
        return None

    def counts(self, point: str, moment: dt.datetime) -> bool:
        status, policy = self.at(moment)["status"], self.policies[self.at(moment)["policy"]]
        at_rest = status in ("solved", "closed", "cancelled", "merged")
        return not at_rest and not (point in policy.paused_clocks and status in policy.pausing)


def works(time: WorkingTime, moment: dt.datetime) -> bool:
    local = moment.astimezone(time.zone)
    return any(start <= local.hour * 60 + local.minute < end for start, end in time.ranges(local.date()))


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(histories(), measures(), measures())
def test_whatever_happens_the_clocks_are_what_a_watch_says(history: list[TicketEntry], one: Measure, two: Measure) -> None:
    policies = {"1": one, "2": two}
    watch = Watch(history, policies)

    found = {(clock.point, clock.cycle): clock for clock in clocks(history, policies, one)}

    for point in POINTS:
        for cycle, (start, stop) in enumerate(watch.stops(point), 1):
            target, due = watch.due(point, start, stop)
            clock = found.pop((point, cycle))
            assert clock.target == target
            assert clock.actual == (None if stop is None else history[stop].at)
            assert clock.due == due if due is not None else is_out_of_sight(clock, history)
    assert not found


def is_out_of_sight(clock: Clock, history: list[TicketEntry]) -> bool:
    last = max(history[-1].at, clock.start, clock.actual or clock.start)
    return clock.due is None or clock.due > last + LOOKED_AHEAD


# --- what the rules mean ---------------------------------------------------------------------------------------------

MONDAY = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
DAY = WorkingTime(ZoneInfo("UTC"), (((8 * 60, 16 * 60),),) * 5 + ((), ()))


def hour(number: float) -> dt.datetime:
    return MONDAY + dt.timedelta(hours=number)


def measure(*targets: tuple[str, int, str | None], **more: Any) -> Measure:
    return Measure(
        DAY, [Target(clock=clock, minutes=Decimal(60 * hours), urgency=urgency) for clock, hours, urgency in targets], **more
    )


def clock_of(history: list[tuple[float, str, str | None]], point: str, *policies: Measure, cycle: int = 1) -> Clock:
    begun = [(0.0, "status", "new"), (0.0, "urgency", "normal"), (0.0, "kind", "request")]
    entries = [entry(hour(at), kind, after) for at, kind, after in begun + history]
    known = {str(number): each for number, each in enumerate(policies, 1)}
    return next(each for each in clocks(entries, known, policies[0]) if (each.point, each.cycle) == (point, cycle))


BEGUN: list[tuple[float, str, str | None]] = [(0, "status", "accepted"), (0, "status", "allocated"), (0, "status", "in_progress")]
WAITED: list[tuple[float, str, str | None]] = [*BEGUN, (1, "status", "waiting_customer"), (3, "status", "in_progress")]
BY_URGENCY = measure(("completed", 6, None), ("completed", 2, "critical"))


def test_a_pause_is_added_once_and_is_kept_when_the_urgency_changes() -> None:
    before = clock_of(WAITED, "completed", BY_URGENCY)
    after = clock_of([*WAITED, (3.5, "urgency", "critical")], "completed", BY_URGENCY)

    assert (before.due, before.paused, before.state) == (hour(8), dt.timedelta(hours=2), "running")
    assert (after.due, after.paused) == (hour(4), dt.timedelta(hours=2))


def test_a_pause_of_an_earlier_policy_is_kept_by_a_later_one_that_knows_none() -> None:
    strict = measure(("completed", 6, None), pausing=())

    clock = clock_of([*WAITED[:0], (0, "policy", "1"), *WAITED, (3, "policy", "2")], "completed", BY_URGENCY, strict)

    assert clock.due == hour(8)


def test_what_pauses_is_not_due_until_it_goes_on() -> None:
    clock = clock_of(WAITED[:-1], "completed", BY_URGENCY)

    assert (clock.due, clock.state, clock.is_open) == (None, "paused", True)


def test_what_was_missed_before_a_pause_stays_missed() -> None:
    clock = clock_of([*BEGUN, (7, "status", "waiting_customer")], "completed", BY_URGENCY)

    assert clock.due == hour(6)


def test_a_reopened_ticket_goes_on_where_its_clock_stood() -> None:
    solved = [*BEGUN, (2.0, "status", "solved")]

    assert clock_of(solved, "completed", BY_URGENCY).state == "met"
    reopened = clock_of([*solved, (24.0, "status", "in_progress")], "completed", BY_URGENCY)
    assert (reopened.due, reopened.actual, reopened.state) == (hour(28), None, "running")


def test_an_answer_in_time_stays_in_time_whatever_the_urgency_becomes() -> None:
    targets = measure(("first_response", 4, None), ("first_response", 1, "critical"))

    clock = clock_of([*BEGUN, (2, "response", None), (3, "urgency", "critical")], "first_response", targets)

    assert (clock.due, clock.actual, clock.state) == (hour(4), hour(2), "met")


def test_the_next_response_does_not_shorten_the_first() -> None:
    targets = measure(("first_response", 4, None), ("next_response", 1, None))
    asked: list[tuple[float, str, str | None]] = [(0.5, "customer_note", None)]
    asked_again: list[tuple[float, str, str | None]] = [
        (4.5, "response", None),
        (5, "customer_note", None),
        (5.5, "customer_note", None),
    ]

    first = clock_of(asked + asked_again, "first_response", targets)
    following = clock_of(asked + asked_again, "next_response", targets)

    assert (first.due, first.state) == (hour(4), "missed")
    assert (following.start, following.due, following.state) == (hour(5), hour(6), "running")
    answered = clock_of(
        [*asked, *asked_again, (7, "response", None), (7.5, "customer_note", None)], "next_response", targets, cycle=2
    )
    assert answered.due == hour(24.5)


def test_a_complaint_has_its_own_clock_from_when_it_was_raised() -> None:
    targets = [Target(clock="completed", minutes=Decimal(360)), Target(clock="completed", minutes=Decimal(60), kind="complaint")]

    clock = clock_of([*BEGUN, (5, "kind", "complaint")], "completed", Measure(DAY, targets))

    assert (clock.start, clock.due) == (hour(5), hour(6))


def test_what_is_cancelled_has_no_clock_that_runs() -> None:
    clock = clock_of([(1, "status", "cancelled")], "accepted", measure(("accepted", 2, None)))

    assert (clock.state, clock.is_open, clock.due) == ("dropped", False, None)
