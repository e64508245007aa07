"""A request becomes a complaint."""

from crm_contracts.service_desk.commands.complaints import RaiseComplaint
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.customers import account_owner
from service_desk.lookups.following import follow


@app.handles(RaiseComplaint)
def raise_complaint(command: RaiseComplaint, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    told = (command.severity, command.responsible_department, command.order_id)
    ticket.upgrade(*told, command.reason, act(work), account_owner(work, ticket))
    follow(work, ticket)
    return ticket
