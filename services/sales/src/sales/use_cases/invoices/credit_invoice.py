"""Take back an invoice, whole or in part, by a credit note."""

from __future__ import annotations

from crm_contracts.sales.commands.invoices import CreditInvoice
from crm_kit.errors import Conflict, Invalid
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.crediting import credit_all, credit_some
from sales.domain.invoice import Invoice
from sales.domain.invoice_parts import InvoiceLine
from sales.lookups.allocating import release
from sales.lookups.figures import catch_up
from sales.lookups.open_items import credited_of, orders_of, payments_on
from sales.lookups.posting import day_of_posting, take_number

ABOUT_CREDITING = ("lines", "posted_on")


@app.handles(CreditInvoice)
def credit_invoice(command: CreditInvoice, work: Work) -> Invoice:
    payments = payments_on(work, command.invoice_id)
    invoice = work.get(Invoice, command.invoice_id, version=command.version, lock=True)
    paid_for = {order_id for payment in payments for order_id in payment.order_ids}
    orders = orders_of(work, {*invoice.order_ids, *paid_for})
    day = day_of_posting(work, command.posted_on)
    note = _note(command, invoice, _lines(command, work, invoice))
    release(invoice, payments, -note.total, day)
    if invoice.posted_on is not None and day < invoice.posted_on:
        raise Invalid.field("/posted_on", "out_of_range", "It is credited on the day it was posted or later")
    note.stand_for(invoice, day)
    invoice.credit(note)
    work.add(note)
    take_number(work, note, day)
    catch_up(work, orders)
    return note


def _lines(command: CreditInvoice, work: Work, invoice: Invoice) -> list[InvoiceLine]:
    """What to take back; Conflict (409) where nothing is left, or of what is no invoice."""
    if invoice.kind == "credit_note":
        raise Conflict("It is a credit note; void it instead", code="is_credit_note")
    before = credited_of(work, invoice)
    found = credit_all(invoice.lines, before) if command.lines is None else credit_some(invoice.lines, before, command.lines)
    if not found:
        raise Conflict("Nothing of it is left to credit", code="nothing_to_credit")
    return found


def _note(command: CreditInvoice, invoice: Invoice, lines: list[InvoiceLine]) -> Invoice:
    note = Invoice(account_id=invoice.account_id, owner_id=invoice.owner_id, team_path=invoice.team_path)
    told = given(command, but=ABOUT_CREDITING)
    note.draft(lines, invoice.currency, kind="credit_note", credits_id=invoice.id, **told)
    return note
