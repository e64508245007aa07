"""What was said about a ticket."""

from typing import Any

from crm_contracts.service_desk.queries.notes import ListTicketNotes
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.note import TicketNote
from service_desk.domain.ticket import Ticket


@app.answers(ListTicketNotes)
def list_ticket_notes(query: ListTicketNotes, work: Work) -> dict[str, Any]:
    ticket = work.get(Ticket, query.ticket_id)
    return page(work, query, TicketNote, None, TicketNote.ticket_id == ticket.id)
