"""The journal of tickets: what happened to each, in order. Its clocks are computed from this alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from crm_kit.model import Fact, ForeignKey, Mapped, String, Text, column


@dataclass(frozen=True)
class Act:
    """When something is done, and who does it."""

    at: dt.datetime
    by: UUID


class TicketEntry(Fact):
    """One thing that happened to a ticket: `kind` says what changed, `before` and `after` from what to what.

    `position` counts the ticket's entries from 1. A ticket begins with its status, urgency and kind, each `before` None.
    """

    __tablename__ = "ticket_journal"

    ticket_id: Mapped[UUID] = column(ForeignKey("tickets.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = column(String(20))
    before: Mapped[str | None] = column(String(200))
    after: Mapped[str | None] = column(String(200))
    actor_id: Mapped[UUID]
    reason: Mapped[str] = column(Text, default="")
