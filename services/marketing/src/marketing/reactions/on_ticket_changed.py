"""Tickets of customers: while one suppresses promotion, its account is left alone."""

from __future__ import annotations

from typing import Any

from crm_contracts.service_desk.events import (
    ComplaintRaised,
    ComplaintResolved,
    TicketAssigned,
    TicketClosed,
    TicketCreated,
    TicketDeleted,
    TicketEscalated,
    TicketReopened,
    TicketRestored,
    TicketSlaBreached,
    TicketSlaWarning,
    TicketSolved,
    TicketUpdated,
)
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import TicketCopy

COPIED = ("number", "kind", "status", "account_id", "contact_id", "escalation_level", "suppresses_promotion")


@app.reacts(
    TicketCreated, TicketUpdated, TicketAssigned, TicketSlaWarning, TicketSlaBreached, TicketEscalated, TicketSolved, TicketClosed,
    TicketReopened, TicketDeleted, TicketRestored, ComplaintRaised, ComplaintResolved, in_batches=True,
)  # fmt: skip
def on_ticket_changed(event: Any, work: Work) -> None:
    work.keep(TicketCopy, event.id, **{name: getattr(event, name) for name in COPIED})
