"""The life of a ticket as its journal tells it: in what state it was when, and from when to when each clock had to be stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from service_desk.domain.journal import TicketEntry

UNACCEPTED = ("new", "cancelled", "merged")
UNALLOCATED = (*UNACCEPTED, "accepted")
DONE = ("solved", "closed")


@dataclass(frozen=True)
class Stretch:
    """A time in which nothing of this changed. `complaint_since` is when it became a complaint, where it is one."""

    since: dt.datetime
    status: str = "new"
    urgency: str = "normal"
    kind: str = "request"
    policy: str | None = None
    complaint_since: dt.datetime | None = None


@dataclass(frozen=True)
class Period:
    """From when a clock has to be stopped, and when it was. `judge` is how the ticket was then, or is now."""

    point: str
    cycle: int
    start: dt.datetime
    end: dt.datetime | None
    judge: Stretch


@dataclass
class Life:
    """What is read from the journal, entry by entry."""

    stretches: list[Stretch]
    ended: list[Period] = field(default_factory=list)
    begun: dict[str, tuple[int, dt.datetime]] = field(default_factory=dict)
    solved: tuple[dt.datetime, Stretch] | None = None

    @property
    def now(self) -> Stretch:
        return self.stretches[-1]

    @property
    def periods(self) -> list[Period]:
        """One for each time that a clock had to be stopped, those that were stopped first."""
        running = [Period(point, cycle, start, None, self.now) for point, (cycle, start) in self.begun.items()]
        return [*self.ended, *running, self._completion()]

    def spans(self) -> Iterator[tuple[Stretch, dt.datetime | None]]:
        """The stretches that lasted, each with its end; the last has none."""
        ends = [each.since for each in self.stretches[1:]]
        yield from zip(self.stretches, [*ends, None], strict=True)

    def _completion(self) -> Period:
        end, judge = self.solved or (None, self.now)
        return Period("completed", 1, self.stretches[0].since, end, judge)

    def tell(self, entry: TicketEntry) -> None:
        """Go on by what happened next."""
        if entry.kind == "status":
            self._moved(entry)
        elif entry.kind == "response":
            self._answered(entry.at)
        elif entry.kind == "customer_note" and "first_response" not in self.begun and "next_response" not in self.begun:
            self._begin("next_response", entry.at)
        elif entry.kind in ("urgency", "kind", "policy"):
            self._change(entry.at, **{entry.kind: entry.after})

    def _moved(self, entry: TicketEntry) -> None:
        status = entry.after or ""
        for point, before in (("accepted", UNACCEPTED), ("allocated", UNALLOCATED)):
            if status not in before:
                self._end(point, entry.at)
        if status in DONE:
            self._answered(entry.at)
            self.solved = self.solved or (entry.at, self.now)
        else:
            self.solved = None
        self._change(entry.at, status=status)

    def _answered(self, at: dt.datetime) -> None:
        self._end("first_response", at)
        self._end("next_response", at)

    def _begin(self, point: str, at: dt.datetime) -> None:
        cycle = 1 + sum(each.point == point for each in self.ended)
        self.begun[point] = (cycle, at)

    def _end(self, point: str, at: dt.datetime) -> None:
        if point in self.begun:
            cycle, start = self.begun.pop(point)
            self.ended.append(Period(point, cycle, start, at, self.now))

    def _change(self, at: dt.datetime, **changes: str | None) -> None:
        now = replace(self.now, since=at, **changes)  # type: ignore[arg-type]
        if "kind" in changes:
            now = replace(now, complaint_since=at if now.kind == "complaint" else None)
        self.stretches.append(now)


def lived(history: Sequence[TicketEntry]) -> Life:
    """The life that the entries tell, from the first of them on."""
    life = Life([Stretch(history[0].at)])
    for point in ("accepted", "allocated", "first_response"):
        life.begun[point] = (1, history[0].at)
    for entry in history:
        life.tell(entry)
    return life
