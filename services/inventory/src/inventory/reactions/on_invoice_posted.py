"""Which invoices bill what leaves, as sales tells of it: consignments are found by their numbers."""

from __future__ import annotations

from crm_contracts.sales.document_events import InvoicePosted
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import InvoiceCopy
from inventory.lookups.waybills import with_goods_of

COPIED = ("number", "account_id", "order_ids", "owner_id")


@app.reacts(InvoicePosted)
def on_invoice_posted(event: InvoicePosted, work: Work) -> None:
    told = {name: getattr(event, name) for name in COPIED}
    work.copy(InvoiceCopy, event.id, **told, team_path=work.envelope.get("teampath") or "")
    for waybill in with_goods_of(work, event.order_ids):
        waybill.bill(event.number)
