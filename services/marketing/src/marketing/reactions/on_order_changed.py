"""What customers ordered, as sales tells of it."""

from __future__ import annotations

from decimal import Decimal

from crm_contracts.sales.document_events import (
    OrderAmended,
    OrderCancelled,
    OrderCompleted,
    OrderConfirmed,
    OrderFulfilmentChanged,
    OrderHeld,
    OrderReleased,
    OrderReopened,
    OrderShortClosed,
)
from crm_contracts.sales.document_words import OrderLineTold
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import OrderCopy

COPIED = ("number", "status", "account_id", "opportunity_id", "ordered_on", "currency", "payment_status")
News = (
    OrderConfirmed | OrderAmended | OrderHeld | OrderReleased | OrderCancelled | OrderShortClosed | OrderCompleted | OrderReopened
    | OrderFulfilmentChanged
)  # fmt: skip


@app.reacts(
    OrderConfirmed, OrderAmended, OrderHeld, OrderReleased, OrderCancelled, OrderShortClosed, OrderCompleted, OrderReopened,
    OrderFulfilmentChanged, in_batches=True,
)  # fmt: skip
def on_order_changed(event: News, work: Work) -> None:
    """What was closed short counts as far as it was shipped or invoiced."""
    ends_short = event.status == "short_closed"
    net = sum((line.net_price * _counted(line, ends_short) for line in event.lines), Decimal(0))
    waiting = sum((line.net_price * max(_counted(line, ends_short) - line.shipped, Decimal(0)) for line in event.lines), Decimal(0))
    work.keep(OrderCopy, event.id, **{name: getattr(event, name) for name in COPIED}, net=net, undelivered=waiting)


def _counted(line: OrderLineTold, ends_short: bool) -> Decimal:
    return max(line.shipped, line.invoiced) if ends_short else line.qty
