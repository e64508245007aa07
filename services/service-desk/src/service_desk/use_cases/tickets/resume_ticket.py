"""Go on with a ticket that waited."""

from crm_contracts.service_desk.commands.tickets import ResumeTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(ResumeTicket)
def resume_ticket(command: ResumeTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.move("resume", act(work))
    follow(work, ticket)
    return ticket
