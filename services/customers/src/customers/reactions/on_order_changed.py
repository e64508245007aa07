"""What an account is worth follows its orders."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

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
from crm_kit.reactions import Heard, newest
from crm_kit.work import Work
from customers.app import app
from customers.domain.copies import OrderCopy
from customers.figures import counted_for, refresh

COPIED = ("account_id", "opportunity_id", "status", "owner_id", "ordered_on")


@app.reacts(
    OrderConfirmed, OrderAmended, OrderHeld, OrderReleased, OrderCancelled, OrderShortClosed, OrderCompleted, OrderReopened,
    many=True,
)  # fmt: skip
def on_order_changed(heard: Sequence[Heard], work: Work) -> None:
    """Its account, the one that the order counted for until now and that of its opportunity."""
    news = newest(heard)
    deals = [each.event.opportunity_id for each in news if each.event.opportunity_id]
    before = counted_for(work, [each.subject for each in news], deals)
    if work.copy_all(OrderCopy, [_told(each) for each in news]):
        refresh(work, {*before, *(each.event.account_id for each in news)})


def _told(news: Heard) -> dict[str, Any]:
    event, key = news.event, {"id": news.subject, "source_version": news.version, "team_path": news.team_path}
    worth = {"amount": _brought(event, event.total), "currency": event.total.currency}
    return key | {name: getattr(event, name) for name in COPIED} | worth | _in_base(event)


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
