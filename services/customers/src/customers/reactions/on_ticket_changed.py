"""Tickets that endanger their accounts."""

from __future__ import annotations

from typing import Any

from crm_contracts.service_desk.events import TICKET_EVENTS, TicketDeleted
from crm_kit.work import Work
from customers.app import app
from customers.domain.copies import TicketCopy
from customers.risks import risk_of


@app.reacts(*TICKET_EVENTS, in_batches=True)
def on_ticket_changed(event: Any, work: Work) -> None:
    risk = None if isinstance(event, TicketDeleted) else risk_of(event)
    work.keep(TicketCopy, event.id, account_id=event.account_id, number=event.number, risk=risk)
