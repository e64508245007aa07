"""Undo a merge."""

from crm_contracts.service_desk.commands.tickets import UnmergeTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(UnmergeTicket)
def unmerge_ticket(command: UnmergeTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.unmerge(act(work))
    follow(work, ticket)
    return ticket
