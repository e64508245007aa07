"""A clock of a ticket warns or runs out, or its ticket has waited too long: what follows is done."""

from __future__ import annotations

from crm_kit.schedules import Timer
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.following import follow
from service_desk.lookups.measuring import WATCH


@app.on_time(WATCH)
def watch_clocks(timer: Timer, work: Work) -> None:
    """Everything is worked out anew, so that it does no harm to come late, or too early."""
    ticket = work.select(Ticket, Ticket.id == timer.record_id).with_for_update(of=Ticket)
    for each in work.session.scalars(ticket):
        follow(work, each)
