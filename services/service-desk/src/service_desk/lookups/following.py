"""What follows from any change of a ticket."""

from __future__ import annotations

import datetime as dt

from crm_kit.work import Work
from service_desk.domain.ticket import Ticket
from service_desk.lookups.entitlements import check_again
from service_desk.lookups.measuring import measure
from service_desk.lookups.settings import settings

CLOSE = "close_solved_ticket"


def follow(work: Work, *tickets: Ticket) -> None:
    """What covers it is looked up again where it is about something else, its clocks are worked out anew, and what is solved closes
    by itself later."""
    for ticket in tickets:
        if ticket.is_open:
            check_again(work, ticket)
        measure(work, ticket)
        _close_later(work, ticket)


def _close_later(work: Work, ticket: Ticket) -> None:
    if ticket.status == "solved" and ticket.solved_at is not None:
        work.schedule(CLOSE, ticket.id, at=ticket.solved_at + dt.timedelta(days=settings(work).auto_close_days))
    else:
        work.unschedule(CLOSE, ticket.id)
