"""A customer's message begins a conversation or goes on with one."""

from crm_contracts.service_desk.commands.notes import ReceiveMessage
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.conversations import Said, conversation, say, ticket_of_message
from service_desk.lookups.customers import known
from service_desk.lookups.following import follow
from service_desk.lookups.intake import take_in
from service_desk.lookups.reopening import answered


@app.handles(ReceiveMessage)
def receive_message(command: ReceiveMessage, work: Work) -> Ticket:
    before = ticket_of_message(work, command.source, command.message_id)
    if before is not None:
        return before
    known_ticket = conversation(work, command.source, command.references, command.ticket_number)
    return _answer(command, work, known_ticket) if known_ticket else _begin(command, work)


def _begin(command: ReceiveMessage, work: Work) -> Ticket:
    told = given(command, but=("references", "ticket_number", "text"))
    return take_in(work, Ticket(**known(work, told), description=command.text))


def _answer(command: ReceiveMessage, work: Work, ticket: Ticket) -> Ticket:
    ticket = answered(work, ticket)
    say(work, ticket, Said(command.text, "customer", "public", command.source, command.message_id))
    follow(work, ticket)
    return ticket
