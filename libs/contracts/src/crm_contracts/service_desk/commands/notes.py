"""What one can say about tickets."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.service_desk.views.notes import NoteView
from crm_contracts.service_desk.views.tickets import TicketView
from crm_contracts.service_desk.words import MessageId, MessageNature, NoteVisibility, TicketSource
from crm_kit.messages import command
from crm_kit.words import Items, Label, Name, Text

Said = Annotated[str, Text(20_000, least=1, lines=True)]


@command(allow="service_desk.note.create", returns=NoteView)
class AddNote:
    """Say something about a ticket: among agents, or, `public`, as an answer to the customer, which stops its first clock."""

    ticket_id: UUID
    text: Said
    visibility: NoteVisibility = "internal"


@command(allow="service_desk.ticket.receive", returns=TicketView)
class ReceiveMessage:
    """Take in a customer's message.

    It goes on with the conversation of `ticket_number` or of any of the earlier messages in `references`: where that ticket waits
    for the customer it goes on, where it is solved it is reopened, where it was merged the survivor gets the message. Otherwise a
    new ticket comes of it. The same `source` and `message_id` again change nothing.
    """

    source: TicketSource
    message_id: MessageId
    subject: Name
    text: Said
    references: Annotated[list[MessageId], Items(50)] = field(default_factory=list)
    ticket_number: Label | None = None
    nature: MessageNature = "consultation"
    account_id: UUID | None = None
    contact_id: UUID | None = None
