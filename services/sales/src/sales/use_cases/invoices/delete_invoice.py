"""Delete a draft."""

from crm_contracts.sales.commands.invoices import DeleteInvoice
from crm_kit.work import Work
from sales.app import app
from sales.domain.invoice import Invoice


@app.handles(DeleteInvoice)
def delete_invoice(command: DeleteInvoice, work: Work) -> None:
    invoice = work.get(Invoice, command.invoice_id, version=command.version, lock=True)
    invoice.check_deletable()
    work.remove(invoice)
