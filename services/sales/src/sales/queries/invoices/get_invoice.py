"""One invoice, and where its goods and its paper are."""

from typing import Any

from crm_contracts.sales.queries.invoices import GetInvoice
from crm_contracts.sales.views.invoices import InvoiceDetail
from crm_kit.messages import dump
from crm_kit.work import Work
from sales.app import app
from sales.domain.invoice import Invoice
from sales.lookups.consignments import with_invoice


@app.answers(GetInvoice)
def get_invoice(query: GetInvoice, work: Work) -> dict[str, Any]:
    invoice = work.get(Invoice, query.invoice_id)
    return dump(invoice, InvoiceDetail, {"consignments": with_invoice(work, invoice.id, invoice.order_ids)})
