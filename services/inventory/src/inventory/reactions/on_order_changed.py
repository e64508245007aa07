"""What is to be shipped, as sales tells of its orders."""

from __future__ import annotations

from collections.abc import Sequence

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
from crm_kit.reactions import Heard, newest
from crm_kit.work import Work
from inventory.app import app
from inventory.lookups.following import follow_orders, ship_by_order
from inventory.lookups.orders import follow, meaning_more
from inventory.lookups.reservations import bring_in_line

ORDER_EVENTS = (
    OrderConfirmed, OrderAmended, OrderHeld, OrderReleased, OrderCancelled, OrderShortClosed, OrderCompleted, OrderReopened,
    OrderFulfilmentChanged,
)  # fmt: skip


@app.reacts(*ORDER_EVENTS, many=True)
def on_order_changed(heard: Sequence[Heard], work: Work) -> None:
    orders = follow(work, meaning_more(work, newest(heard)))
    follow_orders(work, [each.order for each in orders if not each.is_new])
    bring_in_line(work, [each.order for each in orders if each.wants_otherwise])
    for each in orders:
        ship_by_order(work, each.order)
