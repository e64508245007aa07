"""Let a ticket be worked on although nothing covers it."""

from crm_contracts.service_desk.commands.installed_base import WaiveEntitlement
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(WaiveEntitlement)
def waive_entitlement(command: WaiveEntitlement, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.settle_entitlement("waived", command.reason, act(work))
    follow(work, ticket)
    return ticket
