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
    state: Any = inspect(ticket)
    noted = list(state.attrs.entries.history.added)
    if not state.persistent:
        return noted
    kept = work.session.scalars(select(TicketEntry).where(TicketEntry.ticket_id == ticket.id).order_by(TicketEntry.position))
    return [*kept, *noted]
