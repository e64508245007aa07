"""Put a ticket aside that is none of ours."""

from crm_contracts.service_desk.commands.tickets import CancelTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(CancelTicket)
def cancel_ticket(command: CancelTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.cancel(command.validity, command.reason, act(work))
    follow(work, ticket)
    return ticket
