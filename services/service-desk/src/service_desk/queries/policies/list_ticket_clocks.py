"""The clocks of tickets."""

from typing import Any

from sqlalchemy import select

from crm_contracts.service_desk.queries.policies import ListTicketClocks
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.domain.ticket_clock import TicketClock


@app.answers(ListTicketClocks)
def list_ticket_clocks(query: ListTicketClocks, work: Work) -> dict[str, Any]:
    met = select(Ticket.id).where(visible(work.caller, Ticket, work.allow), Ticket.deleted_at.is_(None))
    return page(work, query, TicketClock, None, TicketClock.ticket_id.in_(met))
