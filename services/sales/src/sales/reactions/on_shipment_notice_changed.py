"""What may be shipped of orders, as the warehouse and those who release it agree."""

from __future__ import annotations

from crm_contracts.inventory.document_events import (
    ShipmentNoticeAccepted,
    ShipmentNoticeCounterProposed,
    ShipmentNoticeRejected,
    ShipmentNoticeReleased,
    ShipmentNoticeUpdated,
)
from crm_kit.messages import as_json
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import NoticeCopy
from sales.lookups.warehouse import held, held_by, locked_orders, on_notice

News = (
    ShipmentNoticeReleased | ShipmentNoticeAccepted | ShipmentNoticeCounterProposed | ShipmentNoticeRejected | ShipmentNoticeUpdated
)


@app.reacts(
    ShipmentNoticeReleased, ShipmentNoticeAccepted, ShipmentNoticeCounterProposed, ShipmentNoticeRejected, ShipmentNoticeUpdated
)
def on_shipment_notice_changed(event: News, work: Work) -> None:
    before = held_by(work, event.id)
    if not work.copy(NoticeCopy, event.id, status=event.status, order_ids=event.order_ids, lines=event.lines):
        return
    if before is not None and before == held(event.status, as_json(event.lines)):
        return
    orders = locked_orders(work, event.order_ids)
    known = on_notice(work, event.order_ids)
    for order in orders:
        order.note_notices(known.get(order.id, {}))
