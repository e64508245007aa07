"""Begin to work on a ticket."""

from crm_contracts.service_desk.commands.tickets import StartTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(StartTicket)
def start_ticket(command: StartTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.move("start", act(work))
    follow(work, ticket)
    return ticket
