"""Change when somebody works."""

from crm_contracts.service_desk.commands.calendars import ChangeCalendar
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.calendar import Calendar
from service_desk.lookups.remeasuring import measure_again_by


@app.handles(ChangeCalendar)
def change_calendar(command: ChangeCalendar, work: Work) -> Calendar:
    calendar = work.get(Calendar, command.calendar_id, version=command.version)
    calendar.change(given(command))
    measure_again_by(work, calendar)
    return calendar
