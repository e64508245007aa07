"""What the service desk shows of calendars."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.service_desk.service_level_words import OwnDay, WeekHours
from crm_kit.messages import view


@view
class CalendarView:
    """When somebody works. Holidays are those of `country` (and `subdivision`); `own_days` come before them and before the week."""

    id: UUID
    version: int
    name: str
    zone: str
    hours: list[WeekHours]
    country: str | None
    subdivision: str | None
    own_days: list[OwnDay]
    created_at: dt.datetime
    updated_at: dt.datetime
