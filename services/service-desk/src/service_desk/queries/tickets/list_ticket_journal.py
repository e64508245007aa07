"""What happened to tickets."""

from typing import Any

from sqlalchemy import select

from crm_contracts.service_desk.queries.tickets import ListTicketJournal
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.journal import TicketEntry
from service_desk.domain.ticket import Ticket


@app.answers(ListTicketJournal)
def list_ticket_journal(query: ListTicketJournal, work: Work) -> dict[str, Any]:
    met = select(Ticket.id).where(visible(work.caller, Ticket, work.allow), Ticket.deleted_at.is_(None))
    return page(work, query, TicketEntry, None, TicketEntry.ticket_id.in_(met))
