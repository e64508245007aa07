"""The customer agrees with the solution."""

from crm_contracts.service_desk.commands.tickets import ConfirmTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(ConfirmTicket)
def confirm_ticket(command: ConfirmTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.close(act(work), "confirm")
    follow(work, ticket)
    return ticket
