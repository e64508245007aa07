"""What one can ask about what was said."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.service_desk.views.notes import NoteView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="service_desk.ticket.read", returns=NoteView)
class ListTicketNotes(ListQuery):
    """What was said about a ticket, latest first."""

    filters: ClassVar = ("author", "author_id", "visibility", "at")
    sorts: ClassVar = ("at",)
    default_sort: ClassVar = "-at"

    ticket_id: UUID
