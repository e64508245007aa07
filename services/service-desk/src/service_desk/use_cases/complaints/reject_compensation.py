"""Turn down what is proposed."""

from crm_contracts.service_desk.commands.complaints import RejectCompensation
from crm_kit.approval import Decision
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.following import follow


@app.handles(RejectCompensation)
def reject_compensation(command: RejectCompensation, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.decide_offer("rejected", Decision.of(work, command.comment))
    follow(work, ticket)
    return ticket
