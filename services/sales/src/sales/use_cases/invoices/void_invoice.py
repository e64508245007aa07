"""Take an invoice out of the books."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from crm_contracts.sales.commands.invoices import VoidInvoice
from crm_kit.errors import Conflict
from crm_kit.work import Work
from sales.app import app
from sales.domain.invoice import Invoice
from sales.domain.order import Order
from sales.lookups.figures import catch_up
from sales.lookups.invoicing import books, check_billable_again
from sales.lookups.open_items import locked_invoices, orders_of
from sales.lookups.posting import day_of_posting
from sales.lookups.settings import settings


@app.handles(VoidInvoice)
def void_invoice(command: VoidInvoice, work: Work) -> Invoice:
    invoice = work.get(Invoice, command.invoice_id, version=command.version, lock=True)
    credited = locked_invoices(work, [invoice.credits_id] if invoice.credits_id else [])
    orders = orders_of(work, invoice.order_ids)
    day_of_posting(work, invoice.posted_on)
    _check_not_deducted(work, invoice)
    _check_not_invoiced_anew(work, invoice, orders)
    for original in credited.values():
        original.uncredit(invoice)
    invoice.void(command.reason)
    catch_up(work, orders)
    return invoice


def _check_not_deducted(work: Work, invoice: Invoice) -> None:
    """Conflict (409) for a down payment that other invoices deduct."""
    if invoice.kind != "down_payment":
        return
    mine = {line.id for line in invoice.lines}
    downs = [each for found in books(work, invoice.order_ids).down_payments.values() for each in found]
    if any(each.line_id in mine and each.deducted.gross for each in downs):
        raise Conflict("Other invoices deduct it; void them first", code="deducted")


def _check_not_invoiced_anew(work: Work, invoice: Invoice, orders: Mapping[UUID, Order]) -> None:
    """Conflict (409 `over_invoiced`) for a credit note whose goods other invoices bill by now."""
    if invoice.kind == "credit_note":
        known = books(work, invoice.order_ids)
        check_billable_again(list(orders.values()), known, invoice.lines, settings(work).over_invoice_percent)
