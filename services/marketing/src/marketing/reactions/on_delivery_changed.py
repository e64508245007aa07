"""Which orders' goods are in which delivery, as inventory tells of it."""

from __future__ import annotations

from crm_contracts.inventory.document_events import DeliveryDelivered, DeliveryFailed, DeliveryReturned, DeliveryShipped
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import DeliveryCopy

News = DeliveryShipped | DeliveryDelivered | DeliveryFailed | DeliveryReturned


@app.reacts(DeliveryShipped, DeliveryDelivered, DeliveryFailed, DeliveryReturned, in_batches=True)
def on_delivery_changed(event: News, work: Work) -> None:
    is_returned = isinstance(event, DeliveryReturned)
    work.keep(DeliveryCopy, event.delivery_id, order_ids=event.order_ids, lines=event.lines, is_returned=is_returned)
