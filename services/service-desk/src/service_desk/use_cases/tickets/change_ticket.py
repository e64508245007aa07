"""Correct what is known of a ticket."""

from crm_contracts.service_desk.commands.tickets import ChangeTicket
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.customers import known
from service_desk.lookups.following import follow


@app.handles(ChangeTicket)
def change_ticket(command: ChangeTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.change(known(work, given(command)), act(work))
    follow(work, ticket)
    return ticket
