"""The customer has to answer first."""

from crm_contracts.service_desk.commands.tickets import AwaitCustomer
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(AwaitCustomer)
def await_customer(command: AwaitCustomer, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.move("wait_customer", act(work), command.reason or "")
    follow(work, ticket)
    return ticket
