"""Somebody sees to a new ticket."""

from crm_contracts.service_desk.commands.tickets import AcceptTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(AcceptTicket)
def accept_ticket(command: AcceptTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.move("accept", act(work))
    follow(work, ticket)
    return ticket
