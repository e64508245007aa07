"""One invoice."""

from crm_contracts.sales.queries.invoices import GetInvoice
from crm_kit.work import Work
from sales.app import app
from sales.domain.invoice import Invoice


@app.answers(GetInvoice)
def get_invoice(query: GetInvoice, work: Work) -> Invoice:
    return work.get(Invoice, query.invoice_id)
