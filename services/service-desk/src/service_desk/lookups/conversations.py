"""Which ticket a message belongs to."""

from __future__ import annotations

from sqlalchemy import func, select

from crm_kit.errors import Duplicate, NotFound
from crm_kit.work import Work
from service_desk.domain.ticket import Ticket


def ticket_of_message(work: Work, source: str, message_id: str | None) -> Ticket | None:
    """The ticket that the message brought before. Twins wait for each other, so that the second finds the first."""
    if message_id is None:
        return None
    key = f"message {work.caller.tenant_id} {source} {message_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    same = (Ticket.source == source, Ticket.message_id == message_id)
    ticket_id = work.session.scalar(select(Ticket.id).where(*same))
    if ticket_id is None:
        return None
    try:
        return work.get(Ticket, ticket_id)
    except NotFound as error:
        raise Duplicate("This message has become a ticket already") from error
