"""Bring a deleted ticket back."""

from crm_contracts.service_desk.commands.tickets import RestoreTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.following import follow


@app.handles(RestoreTicket)
def restore_ticket(command: RestoreTicket, work: Work) -> Ticket:
    ticket = work.restore(Ticket, command.ticket_id, version=command.version)
    ticket.restored()
    follow(work, ticket)
    return ticket
