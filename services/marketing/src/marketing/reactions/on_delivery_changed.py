"""Which orders' goods are in which delivery and what they are worth, as inventory tells of it."""

from __future__ import annotations

from crm_contracts.inventory.document_events import DeliveryDelivered, DeliveryFailed, DeliveryReturned, DeliveryShipped
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import DeliveryCopy

News = DeliveryShipped | DeliveryDelivered | DeliveryFailed | DeliveryReturned


@app.reacts(DeliveryShipped, DeliveryDelivered, DeliveryFailed, DeliveryReturned, in_batches=True)
def on_delivery_changed(event: News, work: Work) -> None:
    told = {"order_ids": event.order_ids, "lines": event.lines, "costs": event.costs}
    work.keep(DeliveryCopy, event.delivery_id, **told, is_returned=isinstance(event, DeliveryReturned))
