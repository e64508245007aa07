"""What the service desk shows of notes."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.service_desk.words import NoteAuthor, NoteVisibility, TicketSource
from crm_kit.messages import view


@view
class NoteView:
    """Something that was said about a ticket. `author_id` is who wrote it down."""

    id: UUID
    ticket_id: UUID
    at: dt.datetime
    author: NoteAuthor
    author_id: UUID
    visibility: NoteVisibility
    source: TicketSource | None
    message_id: str | None
    text: str
