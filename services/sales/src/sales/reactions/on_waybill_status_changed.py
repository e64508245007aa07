"""Where consignments are, as inventory tells of them."""

from __future__ import annotations

from crm_contracts.inventory.document_events import WaybillStatusChanged
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import WaybillCopy

COPIED = ("carrier", "number", "status", "delivery_id", "invoice_id")


@app.reacts(WaybillStatusChanged, in_batches=True)
def on_waybill_status_changed(event: WaybillStatusChanged, work: Work) -> None:
    work.keep(WaybillCopy, event.id, **{name: getattr(event, name) for name in COPIED}, status_at=event.at)
