"""A solved ticket closes when nobody has said a word for so long."""

from __future__ import annotations

from crm_kit.schedules import Timer
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import CLOSE, follow


@app.on_time(CLOSE)
def close_solved_ticket(timer: Timer, work: Work) -> None:
    """A complaint whose closure is not complete stays as it is; completing it sets the timer again."""
    for ticket in work.find(Ticket, Ticket.id == timer.record_id, Ticket.status == "solved"):
        if not ticket.missing_of_closure:
            ticket.close(act(work))
            follow(work, ticket)
