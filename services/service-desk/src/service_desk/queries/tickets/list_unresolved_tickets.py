"""What waits for a solution, by the next clock that runs out."""

from typing import Any

from crm_contracts.service_desk.queries.tickets import ListUnresolvedTickets
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.remaining import COLUMNS


@app.answers(ListUnresolvedTickets)
def list_unresolved_tickets(query: ListUnresolvedTickets, work: Work) -> dict[str, Any]:
    return page(work, query, Ticket, COLUMNS, Ticket.is_unresolved)
