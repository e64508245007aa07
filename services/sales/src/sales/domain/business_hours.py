"""Business hours: when so much working time will have passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import holidays

from crm_kit.errors import Invalid
from crm_kit.messages import as_json

HORIZON_DAYS = 3660
UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Hours:
    """From `opens` to `closes` on some days of the week (0 is Monday), but on public holidays; without days round the clock."""

    zone: ZoneInfo = UTC
    opens: dt.time = dt.time()
    closes: dt.time = dt.time()
    days: frozenset[int] = frozenset()
    country: str | None = None

    def after(self, start: dt.datetime, amount: dt.timedelta) -> dt.datetime:
        """The first moment by which so much working time has passed, real hours counted also where clocks are changed."""
        if not self.days:
            return start + amount
        for begin, end in self._spans(start):
            if end - begin >= amount:
                return begin + amount
            amount -= end - begin
        return start + dt.timedelta(days=HORIZON_DAYS)

    def _spans(self, start: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        first = start.astimezone(self.zone).date()
        for day in (first + dt.timedelta(days=number) for number in range(HORIZON_DAYS)):
            begin, end = max(self._moment(day, self.opens), start), self._moment(day, self.closes)
            if self._is_open(day) and begin < end:
                yield begin, end

    def _is_open(self, day: dt.date) -> bool:
        return day.weekday() in self.days and day not in _holidays(self.country, day.year)

    def _moment(self, day: dt.date, at: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, at, self.zone).astimezone(dt.UTC)


@cache
def _holidays(country: str | None, year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays(country, years=year)) if country else frozenset()


def hours_of(kept: Any) -> Hours:
    """The hours as the settings keep them; none are round the clock."""
    if not kept:
        return Hours()
    found = as_json(kept)
    opens, closes = dt.time.fromisoformat(found["opens"]), dt.time.fromisoformat(found["closes"])
    return Hours(ZoneInfo(found["zone"]), opens, closes, frozenset(found["days"]), found.get("country"))


def check_hours(kept: Any) -> None:
    """Invalid (422) where the zone or the country is none, or it closes before it opens."""
    if not kept:
        return
    found = as_json(kept)
    if found["zone"] not in available_timezones():
        raise Invalid.field("/business_hours/zone", "unknown_zone", f"There is no time zone '{found['zone']}'")
    if found["closes"] <= found["opens"]:
        raise Invalid.field("/business_hours/closes", "before_opening", "It closes after it opens")
    if found.get("country") and found["country"] not in holidays.list_supported_countries():
        raise Invalid.field("/business_hours/country", "unknown_country", "The holidays of this country are not known")
