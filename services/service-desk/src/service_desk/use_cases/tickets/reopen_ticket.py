"""Work on a solved or closed ticket again, or on a new one in its place."""

from crm_contracts.service_desk.commands.tickets import ReopenTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.reopening import go_on


@app.handles(ReopenTicket)
def reopen_ticket(command: ReopenTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    return go_on(work, ticket, command.reason)
