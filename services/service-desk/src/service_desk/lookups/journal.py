"""The journal of a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect, select

from crm_kit.work import Work
from service_desk.domain.journal import TicketEntry
from service_desk.domain.ticket import Ticket


def entries_of(work: Work, ticket: Ticket) -> Sequence[TicketEntry]:
    """Everything that happened to the ticket, in order, with what is noted and not yet written."""
    if not _state(ticket).persistent:
        return _unwritten(ticket)
    kept = work.session.scalars(select(TicketEntry).where(TicketEntry.ticket_id == ticket.id).order_by(TicketEntry.position))
    return [*kept, *_unwritten(ticket)]


def noted(ticket: Ticket, history: Sequence[TicketEntry]) -> Sequence[TicketEntry]:
    """The history with what has been noted since it was read."""
    known = {entry.id for entry in history}
    return [*history, *(entry for entry in _unwritten(ticket) if entry.id not in known)]


def _unwritten(ticket: Ticket) -> list[TicketEntry]:
    return list(_state(ticket).attrs.entries.history.added)


def _state(ticket: Ticket) -> Any:
    return inspect(ticket)
