"""What may be shipped of orders, as the warehouse and those who release it agree."""

from __future__ import annotations

from collections.abc import Sequence

from crm_contracts.inventory.document_events import (
    ShipmentNoticeAccepted,
    ShipmentNoticeCounterProposed,
    ShipmentNoticeRejected,
    ShipmentNoticeReleased,
    ShipmentNoticeUpdated,
)
from crm_kit.reactions import Heard, newest
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import NoticeCopy
from sales.lookups.warehouse import hold_orders, note_notices

COPIED = ("id", "status", "order_ids", "lines")


@app.reacts(
    ShipmentNoticeReleased, ShipmentNoticeAccepted, ShipmentNoticeCounterProposed, ShipmentNoticeRejected, ShipmentNoticeUpdated,
    many=True,
)  # fmt: skip
def on_shipment_notice_changed(heard: Sequence[Heard], work: Work) -> None:
    news = newest(heard)
    concerned = {order_id for each in news for order_id in each.event.order_ids}
    hold_orders(work, concerned)
    work.keep_all(
        NoticeCopy, [{"source_version": each.version} | {name: getattr(each.event, name) for name in COPIED} for each in news]
    )
    note_notices(work, concerned)
