"""Take in what somebody asks for."""

from __future__ import annotations

from crm_contracts.service_desk.commands.tickets import CreateTicket
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.conversations import ticket_of_message
from service_desk.lookups.customers import known
from service_desk.lookups.intake import complaint_of, take_in


@app.handles(CreateTicket)
def create_ticket(command: CreateTicket, work: Work) -> Ticket:
    before = ticket_of_message(work, command.source, command.message_id)
    if before is not None:
        return before
    ticket = Ticket(**known(work, given(command, but=("complaint", "owner_id", "group_id"))))
    complaint_of(ticket, command.complaint)
    return take_in(work, ticket, command.owner_id, command.group_id)
