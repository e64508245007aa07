"""Send a draft out."""

from crm_contracts.sales.commands.invoices import PostInvoice
from crm_kit.work import Work
from sales.app import app
from sales.domain.invoice import Invoice
from sales.lookups.invoicing import books, check_draft, check_orders
from sales.lookups.open_items import orders_of
from sales.lookups.posting import day_of_posting, keepers, post
from sales.lookups.settings import settings


@app.handles(PostInvoice)
def post_invoice(command: PostInvoice, work: Work) -> Invoice:
    kept = keepers(work, work.get(Invoice, command.invoice_id).order_ids)
    invoice = work.get(Invoice, command.invoice_id, version=command.version, lock=True)
    day = day_of_posting(work, command.posted_on)
    orders = orders_of(work, invoice.order_ids)
    check_orders(list(orders.values()))
    others = books(work, invoice.order_ids, without=invoice.id)
    check_draft(list(orders.values()), others, invoice.lines, settings(work).over_invoice_percent)
    post(work, invoice, day, orders, kept)
    return invoice
