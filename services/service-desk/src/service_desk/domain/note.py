"""What is said about a ticket: notes among agents, and messages to and from the customer."""

from __future__ import annotations

from uuid import UUID

from crm_kit.model import Fact, ForeignKey, Mapped, String, Text, column


class TicketNote(Fact):
    """Something said, never changed. `message_id` is the message that brought it, `source` the way it came."""

    __tablename__ = "ticket_notes"

    ticket_id: Mapped[UUID] = column(ForeignKey("tickets.id", ondelete="CASCADE"))
    author_id: Mapped[UUID]
    author: Mapped[str] = column(String(10))
    visibility: Mapped[str] = column(String(10))
    source: Mapped[str | None] = column(String(10))
    message_id: Mapped[str | None] = column(String(500))
    text: Mapped[str] = column(Text)
