"""Give a ticket to somebody else, as it is."""

from crm_contracts.service_desk.commands.tickets import TransferTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow
from service_desk.lookups.holders import holder


@app.handles(TransferTicket)
def transfer_ticket(command: TransferTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.assign(holder(work, command.owner_id, command.group_id), act(work))
    follow(work, ticket)
    return ticket
