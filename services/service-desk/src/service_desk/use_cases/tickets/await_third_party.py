"""Somebody else has to do something first."""

from crm_contracts.service_desk.commands.tickets import AwaitThirdParty
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(AwaitThirdParty)
def await_third_party(command: AwaitThirdParty, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.move("wait_third_party", act(work), command.reason or "")
    follow(work, ticket)
    return ticket
