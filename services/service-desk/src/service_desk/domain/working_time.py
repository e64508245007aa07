"""Working time: how much of it lies between two moments, and when so much of it has passed. Exact, and nothing but arithmetic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from service_desk.domain.local_days import DAY, Span, spans

Ranges = tuple[tuple[int, int], ...]

# Nobody promises anything for later than this, and a search for working time ends here.
HORIZON = dt.timedelta(days=3660)
ALWAYS: Ranges = ((0, DAY),)


@dataclass(frozen=True)
class PublicDays:
    """The days of a country or a part of it on which nobody works, and the days on which it works to make up for them."""

    country: str | None = None
    subdivision: str | None = None

    def are_off(self, day: dt.date) -> bool:
        return bool(self.country) and day in _public(self.country or "", self.subdivision, day.year)[0]

    def are_made_up(self, day: dt.date) -> bool:
        return bool(self.country) and day in _public(self.country or "", self.subdivision, day.year)[1]


@dataclass(frozen=True)
class WorkingTime:
    """When somebody works: ranges of minutes after midnight for each day of the week from Monday, in a zone.

    `own` days come first: whatever they say holds. A public holiday is off. A day that makes up for one has the hours of the first
    day of the week that has any.
    """

    zone: ZoneInfo
    week: tuple[Ranges, ...]
    public: PublicDays = PublicDays()
    own: Mapping[dt.date, Ranges] = field(default_factory=dict)

    def between(self, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
        """The working time from one moment to a later one."""
        return sum((finish - begin for begin, finish in self._work(start, end)), dt.timedelta())

    def after(self, start: dt.datetime, amount: dt.timedelta) -> dt.datetime | None:
        """The first moment by which so much working time has passed; None where there is not so much within ten years."""
        if not amount:
            return start
        for begin, finish in self._work(start, start + HORIZON):
            if finish - begin >= amount:
                return begin + amount
            amount -= finish - begin
        return None

    def ranges(self, day: dt.date) -> Ranges:
        """The working hours of a day."""
        if day in self.own:
            return self.own[day]
        if self.public.are_off(day):
            return ()
        hours = self.week[day.weekday()]
        return hours or (self._ordinary if self.public.are_made_up(day) else ())

    @property
    def _ordinary(self) -> Ranges:
        return next((hours for hours in self.week if hours), ())

    def _work(self, start: dt.datetime, end: dt.datetime) -> Iterator[Span]:
        """The spans of work within two moments, in order."""
        day, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        while day <= last:
            for begin, finish in self._spans(day):
                begin, finish = max(begin, start), min(finish, end)
                if begin < finish:
                    yield begin, finish
            day += dt.timedelta(days=1)

    def _spans(self, day: dt.date) -> Sequence[Span]:
        return sorted(span for start, end in self.ranges(day) for span in spans(self.zone, day, start, end))


@cache
def _public(country: str, subdivision: str | None, year: int) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    known = holidays.country_holidays(country, subdiv=subdivision, years=year)
    return frozenset(known), frozenset(known.weekend_workdays)
