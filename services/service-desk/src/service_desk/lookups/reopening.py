"""What becomes of a ticket that is taken up again."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from crm_kit.errors import Conflict
from crm_kit.work import Work
from service_desk.domain.copies import TeamCopy
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow
from service_desk.lookups.intake import take_in
from service_desk.lookups.settings import settings

KEPT = (
    "subject", "nature", "source", "urgency", "impact", "problem_type_id", "description", "language", "account_id", "contact_id",
    "asset_id", "product_id",
)  # fmt: skip


def go_on(work: Work, ticket: Ticket, reason: str) -> Ticket:
    """The ticket, reopened; or, when that is too late, a new one in its place. Conflict (409) where there is one."""
    if not _is_too_late(work, ticket):
        ticket.reopen(reason, act(work))
        follow(work, ticket)
        return ticket
    later = successor(work, ticket)
    if later is not None:
        raise Conflict("Another ticket continues it already", code="already_continued", ticket_id=str(later.id))
    return _continued(work, ticket)


def answered(work: Work, ticket: Ticket) -> Ticket:
    """The ticket on which work goes on now that the customer has answered."""
    if ticket.status == "waiting_customer":
        ticket.move("resume", act(work))
    if ticket.is_open and ticket.status != "solved":
        return ticket
    later = successor(work, ticket)
    if later is not None:
        return answered(work, later)
    return _continued(work, ticket) if ticket.status == "cancelled" else go_on(work, ticket, "The customer answered")


def successor(work: Work, ticket: Ticket) -> Ticket | None:
    """The last ticket that continues this one."""
    later = select(Ticket).where(Ticket.previous_id == ticket.id, Ticket.deleted_at.is_(None))
    return work.session.scalar(later.order_by(Ticket.created_at.desc(), Ticket.id.desc()).limit(1))


def _is_too_late(work: Work, ticket: Ticket) -> bool:
    window = dt.timedelta(days=settings(work).reopen_days)
    return ticket.closed_at is not None and work.now - ticket.closed_at > window


def _continued(work: Work, ticket: Ticket) -> Ticket:
    new = Ticket(previous_id=ticket.id, **{name: getattr(ticket, name) for name in KEPT})
    if ticket.complaint:
        new.complain(ticket.severity or "minor", ticket.responsible_department, ticket.order_id)
    team = work.session.get(TeamCopy, ticket.group_id) if ticket.group_id else None
    return take_in(work, new, group_id=team.id if team is not None and not team.is_deleted else None)
