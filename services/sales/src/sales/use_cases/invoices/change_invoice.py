"""Note the official tax number of an invoice, or a remark."""

from crm_contracts.sales.commands.invoices import ChangeInvoice
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.invoice import Invoice


@app.handles(ChangeInvoice)
def change_invoice(command: ChangeInvoice, work: Work) -> Invoice:
    invoice = work.get(Invoice, command.invoice_id, version=command.version)
    invoice.change(given(command))
    return invoice
