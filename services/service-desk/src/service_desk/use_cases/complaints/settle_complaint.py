"""Note whether the customer agrees with what comes of a complaint."""

from crm_contracts.service_desk.commands.complaints import SettleComplaint
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(SettleComplaint)
def settle_complaint(command: SettleComplaint, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.settle(command.outcome, command.verdict, act(work))
    follow(work, ticket)
    return ticket
