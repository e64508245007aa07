"""Calendars: when somebody works, as people write it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import holidays

from crm_contracts.service_desk.service_level_words import OwnDay, WeekHours
from crm_kit.errors import Invalid
from crm_kit.messages import load
from crm_kit.model import Aggregate, Mapped, String, Values, column, sorted_text
from service_desk.domain.working_time import PublicDays, Ranges, WorkingTime

ORDINARY_HOURS = [WeekHours(weekday=day, starts="09:00", ends="18:00") for day in range(1, 6)]


class Calendar(Aggregate):
    """Ranges of each day of the week in a zone, the holidays of a country, and days unlike others."""

    __tablename__ = "calendars"

    name: Mapped[str] = column(sorted_text(200))
    zone: Mapped[str] = column(String(50))
    hours: Mapped[Any] = column(Values)
    country: Mapped[str | None] = column(String(2))
    subdivision: Mapped[str | None] = column(String(20))
    own_days: Mapped[Any] = column(Values)

    def change(self, changes: dict[str, Any]) -> None:
        """Be otherwise; Invalid (422) names the zone, country, range or day that cannot be."""
        if changes.get("country", self.country) != self.country:
            changes = {"subdivision": None, **changes}
        for name, value in changes.items():
            setattr(self, name, value)
        self.working_time()

    def working_time(self) -> WorkingTime:
        """The same, to reckon with."""
        hours = [_as(WeekHours, each) for each in self.hours]
        own = [_as(OwnDay, each) for each in self.own_days]
        return WorkingTime(_zone(self.zone), _week(hours), _public(self.country, self.subdivision), _own(own))


def ordinary() -> Calendar:
    """Monday to Friday from nine to six, for a tenant that has none."""
    return Calendar(name="Standard", zone="UTC", hours=ORDINARY_HOURS, country=None, subdivision=None, own_days=[])


def _as(cls: Any, told: Any) -> Any:
    """What is read back from the database is plain."""
    return load(cls, told) if isinstance(told, dict) else told


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _countries() -> dict[str, list[str]]:
    return dict(holidays.list_supported_countries(include_aliases=True))


def _zone(name: str) -> ZoneInfo:
    if name not in _zones():
        raise Invalid.field("/zone", "unknown_zone", f"'{name}' is no time zone, such as Europe/Berlin")
    return ZoneInfo(name)


def _public(country: str | None, subdivision: str | None) -> PublicDays:
    known = _countries()
    if country is not None and country not in known:
        raise Invalid.field("/country", "unknown_country", f"There are no holidays for '{country}'")
    if subdivision is not None and subdivision not in known.get(country or "", []):
        raise Invalid.field("/subdivision", "unknown_subdivision", f"'{subdivision}' is no part of {country}")
    return PublicDays(country, subdivision)


def _week(hours: Sequence[WeekHours]) -> tuple[Ranges, ...]:
    if not hours:
        raise Invalid.field("/hours", "no_working_time", "Nobody works in this week")
    return tuple(_ranges([(n, each) for n, each in enumerate(hours) if each.weekday == day], "/hours") for day in range(1, 8))


def _own(days: Sequence[OwnDay]) -> dict[dt.date, Ranges]:
    found: dict[dt.date, Ranges] = {}
    for number, each in enumerate(days):
        if each.day in found:
            raise Invalid.field(f"/own_days/{number}/day", "duplicate_day", f"{each.day} is there twice")
        found[each.day] = _ranges(list(enumerate(each.hours)), f"/own_days/{number}/hours")
    return found


def _ranges(numbered: Sequence[tuple[int, Any]], at: str) -> Ranges:
    """Ranges in order, in minutes after midnight; Invalid (422) where one ends before it begins or two overlap."""
    found = sorted((_minutes(each.starts), _minutes(each.ends), number) for number, each in numbered)
    for start, end, number in found:
        if start >= end:
            raise Invalid.field(f"{at}/{number}/ends", "ends_before_start", "A range ends after it begins, at 24:00 at the latest")
    for (_, end, _), (start, _, number) in pairwise(found):
        if start < end:
            raise Invalid.field(f"{at}/{number}/starts", "overlap", "Two ranges of the day overlap")
    return tuple((start, end) for start, end, _ in found)


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
