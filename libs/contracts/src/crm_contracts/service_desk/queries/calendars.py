"""What one can ask about calendars."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.service_desk.views.calendars import CalendarView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="service_desk.calendar.read", returns=CalendarView)
class GetCalendar:
    """One calendar."""

    calendar_id: UUID


@query(allow="service_desk.calendar.read", returns=CalendarView)
class ListCalendars(ListQuery):
    """Calendars by name."""

    filters: ClassVar = ("name", "zone", "country", "created_at")
    sorts: ClassVar = ("name",)
    default_sort: ClassVar = "name"
