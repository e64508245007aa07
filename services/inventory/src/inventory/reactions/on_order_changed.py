"""What is to be shipped, as sales tells of its orders."""

from __future__ import annotations

from typing import Any

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
from crm_kit.work import Work
from inventory.app import app
from inventory.lookups.following import follow_order, ship_by_order
from inventory.lookups.orders import follow, is_known
from inventory.lookups.reservations import bring_in_line

ORDER_EVENTS = (
    OrderConfirmed, OrderAmended, OrderHeld, OrderReleased, OrderCancelled, OrderShortClosed, OrderCompleted, OrderReopened,
    OrderFulfilmentChanged,
)  # fmt: skip


@app.reacts(*ORDER_EVENTS)
def on_order_changed(event: Any, work: Work) -> None:
    if is_known(work, event):
        return
    order, wants_otherwise = follow(work, event)
    if order is None:
        return
    follow_order(work, order)
    if wants_otherwise:
        bring_in_line(work, [order])
    ship_by_order(work, order)
