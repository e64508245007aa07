"""The service desk, whole: loads the use cases, queries and reactions."""

from crm_contracts.service_desk.events import TicketUpdated
from crm_kit.app import load_modules
from service_desk.app import app
from service_desk.domain.ticket import Ticket

load_modules("service_desk.use_cases", "service_desk.queries", "service_desk.reactions", "service_desk.schedules")

app.announces(Ticket, TicketUpdated)

__all__ = ["app"]
