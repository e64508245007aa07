"""Give a ticket to a user or into a group's queue."""

from crm_contracts.service_desk.commands.tickets import AllocateTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow
from service_desk.lookups.holders import holder


@app.handles(AllocateTicket)
def allocate_ticket(command: AllocateTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.allocate(holder(work, command.owner_id, command.group_id), act(work))
    follow(work, ticket)
    return ticket
