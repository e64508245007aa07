"""Goods left the warehouse, or came back: the orders' side of it.

What is shipped of an order is the sum over the deliveries that are known, never added to: in whatever order the news comes, and
however often, the sum is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from crm_contracts.inventory.document_events import DeliveryDelivered, DeliveryFailed, DeliveryReturned, DeliveryShipped
from crm_kit.reactions import Heard, newest
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import DeliveryCopy
from sales.lookups.warehouse import locked_orders, shipped

COPIED = ("number", "order_ids", "lines", "costs", "waybills", "shipped_at")


@app.reacts(DeliveryShipped, DeliveryDelivered, DeliveryFailed, DeliveryReturned, many=True)
def on_delivery_changed(heard: Sequence[Heard], work: Work) -> None:
    news = newest(heard)
    orders = locked_orders(work, {order_id for each in news for order_id in each.event.order_ids})
    fresh = work.copy_all(DeliveryCopy, [_told(each) for each in news])
    known, back = shipped(work, [order.id for order in orders])
    for order in orders:
        if mine := [each for each in news if each.subject in fresh and order.id in each.event.order_ids]:
            work.because(order.id, mine[-1].subject)
            waybills = chain.from_iterable(each.event.waybills for each in mine)
            at = max(each.event.shipped_at for each in mine)
            has_returns = order.id in back
            order.note_shipped(known.get(order.id, {}), has_returns, [each.subject for each in mine], [*waybills], at)


def _told(news: Heard) -> dict[str, object]:
    told = {name: getattr(news.event, name) for name in COPIED}
    returned = isinstance(news.event, DeliveryReturned)
    return {"id": news.subject, "source_version": news.version, **told, "is_returned": returned}
