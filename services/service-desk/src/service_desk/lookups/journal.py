"""The journal of a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from crm_kit.work import Work
from service_desk.domain.journal import TicketEntry


def entries_of(work: Work, ticket_id: UUID) -> Sequence[TicketEntry]:
    """Everything that happened to the ticket, in order, with what this transaction has added."""
    work.flush()
    of_ticket = select(TicketEntry).where(TicketEntry.ticket_id == ticket_id)
    return work.session.scalars(of_ticket.order_by(TicketEntry.position)).all()
