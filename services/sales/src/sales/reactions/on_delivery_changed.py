"""Goods left the warehouse, or came back: the orders' side of it.

What is shipped of an order is the sum over the deliveries that are known, never added to: in whatever order the news comes, and
however often, the sum is the same.
"""

from __future__ import annotations

from crm_contracts.inventory.document_events import DeliveryDelivered, DeliveryFailed, DeliveryReturned, DeliveryShipped
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import DeliveryCopy
from sales.lookups.warehouse import locked_orders, shipped

News = DeliveryShipped | DeliveryDelivered | DeliveryFailed | DeliveryReturned


@app.reacts(DeliveryShipped, DeliveryDelivered, DeliveryFailed, DeliveryReturned)
def on_delivery_changed(event: News, work: Work) -> None:
    orders = locked_orders(work, event.order_ids)
    told = {name: getattr(event, name) for name in ("number", "order_ids", "lines", "waybills", "shipped_at")}
    if not work.copy(DeliveryCopy, event.delivery_id, **told, is_returned=isinstance(event, DeliveryReturned)):
        return
    known = shipped(work, event.order_ids)
    for order in orders:
        order.note_shipped(known.get(order.id, {}), [event.delivery_id], event.waybills, event.shipped_at)
