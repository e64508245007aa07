"""A complaint turns out to be a request."""

from crm_contracts.service_desk.commands.complaints import DowngradeComplaint
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(DowngradeComplaint)
def downgrade_complaint(command: DowngradeComplaint, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.downgrade(command.reason, act(work))
    follow(work, ticket)
    return ticket
