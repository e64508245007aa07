"""Calendars, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.calendars import ListCalendars
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.calendar import Calendar


@app.answers(ListCalendars)
def list_calendars(query: ListCalendars, work: Work) -> dict[str, Any]:
    return page(work, query, Calendar)
