"""What an account is worth follows its orders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select, union

from crm_contracts.sales.document_events import (
    OrderAmended,
    OrderCancelled,
    OrderCompleted,
    OrderConfirmed,
    OrderHeld,
    OrderReleased,
    OrderReopened,
    OrderShortClosed,
)
from crm_kit.money import Money
from crm_kit.work import Work
from customers.app import app
from customers.domain.copies import OpportunityCopy, OrderCopy
from customers.figures import refresh


@app.reacts(OrderConfirmed, OrderAmended, OrderHeld, OrderReleased, OrderCancelled, OrderShortClosed, OrderCompleted, OrderReopened)
def on_order_changed(event: Any, work: Work) -> None:
    before = _accounts_of(work, event.id, event.opportunity_id)
    told = {"account_id": event.account_id, "opportunity_id": event.opportunity_id, "status": event.status}
    owner = {"owner_id": event.owner_id, "team_path": work.envelope.get("teampath") or ""}
    worth = {"amount": _brought(event, event.total), "currency": event.total.currency, "ordered_on": event.ordered_on}
    if work.copy(OrderCopy, event.id, **told, **owner, **worth, **_in_base(event)):
        refresh(work, {event.account_id, *before})


def _accounts_of(work: Work, order_id: UUID, opportunity_id: UUID | None) -> set[UUID]:
    """Whom the order counted for until now, and whom its opportunity does."""
    known = select(OrderCopy.account_id).where(OrderCopy.id == order_id)
    won = select(OpportunityCopy.account_id).where(OpportunityCopy.id == opportunity_id)
    return set(work.session.scalars(union(known, won)))


def _in_base(event: Any) -> dict[str, Any]:
    base = event.base_amount
    return {"base_amount": base and _brought(event, base), "base_currency": base and base.currency}


def _brought(event: Any, whole: Money) -> Decimal:
    """All of it; of a short-closed order the share that was shipped, by value."""
    total = whole.amount
    ordered = sum((line.qty * line.net_price for line in event.lines), Decimal(0))
    if event.status != "short_closed" or not ordered:
        return total
    shipped = sum((min(line.shipped, line.qty) * line.net_price for line in event.lines), Decimal(0))
    return total * shipped / ordered
