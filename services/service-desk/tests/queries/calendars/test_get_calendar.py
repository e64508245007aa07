"""Reading one calendar."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.queries.calendars import GetCalendar
from crm_kit.testing.service import ServiceUnderTest


def test_a_calendar_is_read_as_it_was_made(crm: ServiceUnderTest, promised: Any) -> None:
    made = promised.calendar()

    assert crm.ask(GetCalendar, promised.admin, calendar_id=made["id"]) == made
    with crm.refused(404):
        crm.ask(GetCalendar, promised.admin, calendar_id=uuid4())
