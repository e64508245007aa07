"""Say when somebody works."""

from crm_contracts.service_desk.commands.calendars import CreateCalendar
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.calendar import Calendar


@app.handles(CreateCalendar)
def create_calendar(command: CreateCalendar, work: Work) -> Calendar:
    calendar = Calendar()
    calendar.change(given(command))
    return work.add(calendar)
