"""Have a ticket go on as another."""

from crm_contracts.service_desk.commands.tickets import MergeTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(MergeTicket)
def merge_ticket(command: MergeTicket, work: Work) -> Ticket:
    ticket, target = _both(command, work)
    ticket.merge_into(target, command.reason, act(work))
    follow(work, ticket, target)
    return ticket


def _both(command: MergeTicket, work: Work) -> tuple[Ticket, Ticket]:
    """The two, locked in the order of their ids, so that two merges never wait for each other."""
    work.get(Ticket, command.ticket_id, version=command.version)
    wanted = sorted({command.ticket_id, command.target_id})
    locked = {each: work.get(Ticket, each, lock=True) for each in wanted}
    return locked[command.ticket_id], locked[command.target_id]
