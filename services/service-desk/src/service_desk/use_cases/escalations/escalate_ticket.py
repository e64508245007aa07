"""Take a ticket a level up."""

from crm_contracts.service_desk.commands.policies import EscalateTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.escalating import escalate, everybody, known_people, next_level
from service_desk.lookups.following import follow
from service_desk.lookups.holders import heir


@app.handles(EscalateTicket)
def escalate_ticket(command: EscalateTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    known_people(work, command.notify, "/notify")
    new_holder = heir(work, command.owner_id, command.group_id)
    level, notified = next_level(ticket, command.level), everybody(work, ticket, *command.notify)
    escalate(work, ticket, level, "manual", command.reason, notified, new_holder)
    follow(work, ticket)
    return ticket
