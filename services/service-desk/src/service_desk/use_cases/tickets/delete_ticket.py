"""Delete a ticket."""

from crm_contracts.service_desk.commands.tickets import DeleteTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.following import CLOSE


@app.handles(DeleteTicket)
def delete_ticket(command: DeleteTicket, work: Work) -> None:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    work.remove(ticket)
    work.unschedule(CLOSE, ticket.id)
    ticket.deleted()
