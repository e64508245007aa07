"""Say something about a ticket."""

from crm_contracts.service_desk.commands.notes import AddNote
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.note import TicketNote
from service_desk.domain.ticket import Ticket
from service_desk.lookups.conversations import Said, say
from service_desk.lookups.following import follow


@app.handles(AddNote)
def add_note(command: AddNote, work: Work) -> TicketNote:
    ticket = work.get(Ticket, command.ticket_id)
    note = say(work, ticket, Said(command.text, "agent", command.visibility))
    follow(work, ticket)
    return note
