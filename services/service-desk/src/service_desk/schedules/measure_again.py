"""A policy or its calendar changed: the clocks of the tickets under it are worked out again."""

from __future__ import annotations

from uuid import UUID

from crm_kit.schedules import Timer
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.measuring import measure
from service_desk.lookups.remeasuring import AGAIN, measure_again_after

PAGE = 100


@app.on_time(AGAIN)
def measure_again(timer: Timer, work: Work) -> None:
    """So many at a time, each transaction going on where the last one ended."""
    under = (Ticket.policy_id == timer.record_id, Ticket.is_unresolved, Ticket.id > UUID(timer.payload["after"]))
    page = work.select(Ticket, *under).order_by(Ticket.id).limit(PAGE).with_for_update(of=Ticket)
    tickets = work.session.scalars(page).all()
    for ticket in tickets:
        measure(work, ticket)
    if len(tickets) == PAGE and timer.record_id is not None:
        measure_again_after(work, timer.record_id, tickets[-1].id)
