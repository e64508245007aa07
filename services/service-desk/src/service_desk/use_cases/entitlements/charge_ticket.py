"""What is not covered will be paid."""

from crm_contracts.service_desk.commands.installed_base import ChargeTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(ChargeTicket)
def charge_ticket(command: ChargeTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.settle_entitlement(command.way, command.reason, act(work))
    follow(work, ticket)
    return ticket
