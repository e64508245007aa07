"""Take a ticket out of its group's queue."""

from crm_contracts.service_desk.commands.tickets import TakeTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow
from service_desk.lookups.holders import user


@app.handles(TakeTicket)
def take_ticket(command: TakeTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, lock=True)
    ticket.take(user(work, work.caller.user_id), act(work))
    follow(work, ticket)
    return ticket
