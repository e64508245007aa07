"""What one can do with calendars."""

from __future__ import annotations

from dataclasses import field
from uuid import UUID

from crm_contracts.service_desk.service_level_words import OwnDays, Subdivision, Week, ZoneName
from crm_contracts.service_desk.views.calendars import CalendarView
from crm_kit.messages import command
from crm_kit.words import UNSET, CountryCode, Name, Unset


@command(allow="service_desk.calendar.create", returns=CalendarView)
class CreateCalendar:
    """Say when somebody works: ranges of each day of the week in a zone, the holidays of a country, and days unlike others."""

    name: Name
    zone: ZoneName
    hours: Week
    country: CountryCode | None = None
    subdivision: Subdivision | None = None
    own_days: OwnDays = field(default_factory=list)


@command(allow="service_desk.calendar.update", returns=CalendarView)
class ChangeCalendar:
    """Change a calendar. The clocks of open tickets that go by it are worked out again."""

    calendar_id: UUID
    version: int
    name: Name | Unset = UNSET
    zone: ZoneName | Unset = UNSET
    hours: Week | Unset = UNSET
    country: CountryCode | Unset | None = UNSET
    subdivision: Subdivision | Unset | None = UNSET
    own_days: OwnDays | Unset = UNSET
