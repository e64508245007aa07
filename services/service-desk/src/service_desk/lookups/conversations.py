"""Which ticket a message belongs to, and what is said there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select, union_all

from crm_kit.errors import Duplicate, NotFound
from crm_kit.work import Work
from service_desk.domain.note import TicketNote
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act


@dataclass(frozen=True)
class Said:
    """What somebody says; `message_id` is the message that brought it, by the way of `source`."""

    text: str
    author: str
    visibility: str
    source: str | None = None
    message_id: str | None = None


def say(work: Work, ticket: Ticket, said: Said) -> TicketNote:
    """Keep it with the ticket. What is public counts for the clocks: the customer was answered, or has written again."""
    note = TicketNote(author_id=work.caller.user_id, at=work.now, **vars(said))
    ticket.notes.add(note)
    ticket.touch()
    if said.visibility == "public":
        ticket.note("response" if said.author == "agent" else "customer_note", None, None, act(work))
    return note


def ticket_of_message(work: Work, source: str, message_id: str | None) -> Ticket | None:
    """The ticket that the message brought or went on with before. Twins wait for each other, so that the second finds the first."""
    if message_id is None:
        return None
    key = f"message {work.caller.tenant_id} {source} {message_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    ticket_id = work.session.scalar(_tickets_of(source, [message_id]).limit(1))
    if ticket_id is None:
        return None
    try:
        return work.get(Ticket, ticket_id)
    except NotFound as error:
        raise Duplicate("This message has been taken in already") from error


def conversation(work: Work, source: str, references: Sequence[str], number: str | None) -> Ticket | None:
    """The ticket that a message answers, by its number or by an earlier message; where it was merged, the survivor.

    None where there is none that the caller may meet.
    """
    ticket_id = _by_number(work, number) or work.session.scalar(_tickets_of(source, references).limit(1))
    if ticket_id is None:
        return None
    try:
        return work.get(Ticket, _survivor(work, ticket_id), lock=True)
    except NotFound:
        return None


def _by_number(work: Work, number: str | None) -> UUID | None:
    return work.session.scalar(select(Ticket.id).where(Ticket.number == number)) if number else None


def _tickets_of(source: str, message_ids: Sequence[str]) -> Select[tuple[UUID]]:
    """The tickets that messages belong to, the latest first."""
    brought = select(Ticket.id.label("id")).where(Ticket.source == source, Ticket.message_id.in_(message_ids))
    noted = select(TicketNote.ticket_id.label("id")).where(TicketNote.source == source, TicketNote.message_id.in_(message_ids))
    both = union_all(brought, noted).subquery()
    return select(both.c.id).order_by(both.c.id.desc())


def _survivor(work: Work, ticket_id: UUID) -> UUID:
    """What the ticket goes on as, through any number of merges."""
    chain = select(Ticket.id, Ticket.merged_into).where(Ticket.id == ticket_id).cte("chain", recursive=True)
    chain = chain.union(select(Ticket.id, Ticket.merged_into).where(Ticket.id == chain.c.merged_into))
    last = select(chain.c.id).where(chain.c.merged_into.is_(None))
    return work.session.scalar(last) or ticket_id
