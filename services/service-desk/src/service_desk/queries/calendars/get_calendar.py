"""One calendar."""

from crm_contracts.service_desk.queries.calendars import GetCalendar
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.calendar import Calendar


@app.answers(GetCalendar)
def get_calendar(query: GetCalendar, work: Work) -> Calendar:
    return work.get(Calendar, query.calendar_id)
