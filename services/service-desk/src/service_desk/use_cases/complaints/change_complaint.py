"""Note what is found out about a complaint."""

from crm_contracts.service_desk.commands.complaints import ChangeComplaint
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.following import follow


@app.handles(ChangeComplaint)
def change_complaint(command: ChangeComplaint, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.investigate(given(command, but=("ticket_id",)))
    follow(work, ticket)
    return ticket
