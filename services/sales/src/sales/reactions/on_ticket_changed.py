"""Customers with a problem, as the service desk tells of their tickets."""

from __future__ import annotations

from typing import Any

from crm_contracts.service_desk.events import TICKET_EVENTS, TicketDeleted
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import TicketCopy

DONE = ("closed", "cancelled", "merged")


@app.reacts(*TICKET_EVENTS, in_batches=True)
def on_ticket_changed(event: Any, work: Work) -> None:
    problem = None if isinstance(event, TicketDeleted) else _problem(event)
    work.keep(TicketCopy, event.id, number=event.number, account_id=event.account_id, problem=problem)


def _problem(event: Any) -> str | None:
    if event.status in DONE:
        return None
    if event.kind == "complaint":
        return "complaint"
    if event.escalation_level:
        return "escalated"
    return "overdue" if event.is_overdue else None
