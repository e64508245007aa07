"""Local days: which moments a stretch of a day by the clock on the wall really is, where clocks are put forward and back."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

Span = tuple[dt.datetime, dt.datetime]

DAY = 24 * 60
# Between them lies every moment that is the given day anywhere: offsets run from -12 to +14 hours, with some to spare.
_BEFORE, _AFTER = dt.timedelta(hours=-16), dt.timedelta(hours=40)


def spans(zone: ZoneInfo, day: dt.date, start: int, end: int) -> list[Span]:
    """The moments (UTC) at which a wall clock in the zone shows this day and a time from `start` to before `end`, in minutes after
    midnight. What is skipped when clocks go forward is missing, what comes twice when they go back is there twice."""
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    found = []
    for offset, since, until in _offsets(zone, day):
        begin = max(midnight + dt.timedelta(minutes=start) - offset, since)
        finish = min(midnight + dt.timedelta(minutes=end) - offset, until)
        if begin < finish:
            found.append((begin, finish))
    return found


@lru_cache(maxsize=20_000)
def _offsets(zone: ZoneInfo, day: dt.date) -> list[tuple[dt.timedelta, dt.datetime, dt.datetime]]:
    """The zone's offsets around the day, each with the moments from and to which it holds; clocks are changed once at most."""
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    first, last = midnight + _BEFORE, midnight + _AFTER
    before, after = _offset(zone, first), _offset(zone, last)
    if before == after:
        return [(before, first, last)]
    change = _change(zone, first, last)
    return [(before, first, change), (after, change, last)]


def _change(zone: ZoneInfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """The second at which the zone's offset becomes what it is at `high`."""
    before = _offset(zone, low)
    while high - low > dt.timedelta(seconds=1):
        middle = low + dt.timedelta(seconds=(high - low) // dt.timedelta(seconds=2))
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()
