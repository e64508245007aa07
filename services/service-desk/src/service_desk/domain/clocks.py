"""Clocks of a ticket, worked out from its journal alone, from the beginning, whenever it changes.

A clock counts working time while the ticket is neither solved nor done with, nor in a status that pauses it. It runs out when it
has counted what its target gives. Target and calendar are those that are in force when it is stopped, or now while it is not; what
pauses it is what the policy of that time said. So a change of urgency or policy keeps earlier pauses, and what was stopped in time
stays so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crm_contracts.service_desk.service_level_words import Target
from service_desk.domain.journal import TicketEntry
from service_desk.domain.life import Life, Period, Stretch, lived
from service_desk.domain.measure import Measure, within

NO_TIME = dt.timedelta()
DONE = ("solved", "closed")
GONE = ("cancelled", "merged")


@dataclass(frozen=True)
class _Count:
    """A span in which a clock counts, pauses or rests; `end` is None for the one that has not ended."""

    start: dt.datetime
    end: dt.datetime | None
    does: str


@dataclass(frozen=True)
class Clock:
    """One clock: it counts from `start` until `actual`, when it was stopped, or None. A next response has one per question."""

    point: str
    cycle: int
    start: dt.datetime
    actual: dt.datetime | None
    target: Target
    measure: Measure
    counts: Sequence[_Count]

    @cached_property
    def due(self) -> dt.datetime | None:
        """When it runs out, or would have; None while it pauses before that."""
        return self.reached(within(self.target))

    @property
    def warns_at(self) -> dt.datetime | None:
        """When it has used up so much of its time that somebody is told."""
        return self.reached(within(self.target) * self.measure.warn_percent / 100)

    @cached_property
    def state(self) -> str:
        if self.actual is not None:
            return "missed" if self.is_missed(self.actual) else "met"
        return {"counts": "running", "pauses": "paused"}.get(self._now, "dropped")

    @property
    def is_open(self) -> bool:
        """Whether it still has to be stopped."""
        return self.state in ("running", "paused")

    @property
    def paused(self) -> dt.timedelta:
        """The working time for which it has paused, without a pause that has not ended."""
        ended = (each for each in self.counts if each.does == "pauses" and each.end is not None)
        return sum((self.measure.time.between(each.start, each.end or each.start) for each in ended), NO_TIME)

    def is_missed(self, now: dt.datetime) -> bool:
        """Whether it ran out before it was stopped, or has by now."""
        if self.due is None:
            return False
        return self.due < self.actual if self.actual is not None else self.due <= now

    def reached(self, amount: dt.timedelta) -> dt.datetime | None:
        """When it has counted so much, or will have if nothing happens; None where it pauses or is dropped before."""
        time = self.measure.time
        for each in self.counts:
            if each.does != "counts":
                continue
            counted = time.between(each.start, each.end) if each.end is not None else None
            if counted is None or counted >= amount:
                return time.after(each.start, amount)
            amount -= counted
        return time.after(self.actual, amount) if self.actual is not None else None

    @property
    def _now(self) -> str:
        return self.counts[-1].does


def clocks(history: Sequence[TicketEntry], policies: Mapping[str, Measure], present: Measure) -> list[Clock]:
    """The clocks that are measured. `policies` are those that the journal names; `present` is in force before it names any."""
    life = lived(history)
    measured = (_clock(life, period, policies, present) for period in life.periods)
    return [clock for clock in measured if clock is not None]


def _clock(life: Life, period: Period, policies: Mapping[str, Measure], present: Measure) -> Clock | None:
    judge = period.judge
    measure = policies.get(judge.policy or "", present)
    target = measure.target(period.point, judge.urgency, judge.kind)
    if target is None:
        return None
    start = max(period.start, judge.complaint_since or period.start) if target.kind == "complaint" else period.start
    counts = list(_counts(life, period, start, policies, present))
    return Clock(period.point, period.cycle, start, period.end, target, measure, counts)


def _counts(life: Life, period: Period, start: dt.datetime, policies: Mapping[str, Measure], present: Measure) -> Iterator[_Count]:
    for stretch, end in life.spans():
        does = _does(period.point, stretch, policies.get(stretch.policy or "", present))
        begin, finish = max(stretch.since, start), _earlier(end, period.end)
        if finish is None or begin < finish:
            yield _Count(begin, finish, does)


def _does(point: str, stretch: Stretch, measure: Measure) -> str:
    if stretch.status in (*DONE, *GONE):
        return "rests"
    return "pauses" if measure.pauses(point, stretch.status) else "counts"


def _earlier(one: dt.datetime | None, other: dt.datetime | None) -> dt.datetime | None:
    return min((each for each in (one, other) if each is not None), default=None)
