"""Invoices and payments that settle each other, locked in one order: payments, invoices, orders, each by their ids."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from crm_kit.records import THE_IDS
from crm_kit.work import Work
from sales.domain.billing import Amounts
from sales.domain.crediting import Credited
from sales.domain.invoice import Invoice
from sales.domain.invoice_parts import InvoiceLine
from sales.domain.order import Order
from sales.domain.payment import Payment
from sales.domain.payment_parts import Allocation
from sales.lookups.invoicing import books

_invoices = (
    select(Invoice).where(Invoice.id == THE_IDS, Invoice.deleted_at.is_(None)).order_by(Invoice.id).with_for_update(of=Invoice)
    .execution_options(populate_existing=True)
)  # fmt: skip
_orders = (
    select(Order).where(Order.id == THE_IDS).order_by(Order.id).with_for_update(of=Order)
    .execution_options(populate_existing=True)
)  # fmt: skip


def payments_on(work: Work, invoice_id: UUID) -> list[Payment]:
    """The payments that settle an invoice, locked."""
    settling = select(Allocation.payment_id).where(Allocation.invoice_id == invoice_id)
    query = select(Payment).where(Payment.id.in_(settling)).order_by(Payment.id).with_for_update(of=Payment)
    return list(work.session.scalars(query.execution_options(populate_existing=True)))


def locked_invoices(work: Work, ids: Iterable[UUID], *conditions: ColumnElement[bool]) -> dict[UUID, Invoice]:
    """The invoices under the conditions, locked one after the other by their ids."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    locked = _invoices.where(*conditions) if conditions else _invoices
    return {invoice.id: invoice for invoice in work.session.scalars(locked, {"ids": wanted})}


def orders_of(work: Work, ids: Iterable[UUID]) -> dict[UUID, Order]:
    """The orders that invoices and payments concern, whoever owns them, locked one after the other by their ids."""
    wanted = sorted(set(ids))
    return {order.id: order for order in work.session.scalars(_orders, {"ids": wanted})} if wanted else {}


def credited_of(work: Work, invoice: Invoice) -> dict[UUID, Credited]:
    """What credit notes have taken back of each line of an invoice, and what other invoices deducted of a down payment."""
    found = _credited(work, invoice.id)
    downs = books(work, invoice.order_ids).down_payments.values() if invoice.kind == "down_payment" else []
    left = {each.line_id: each.left for found_for_order in downs for each in found_for_order}
    for line in invoice.lines if left else ():
        found[line.id] = Credited(found.get(line.id, Credited()).qty, line.amounts - left[line.id])
    return found


def _credited(work: Work, invoice_id: UUID) -> dict[UUID, Credited]:
    line, qty = InvoiceLine, func.sum(InvoiceLine.qty)
    sums = select(line.credited_line_id, qty, func.sum(line.net_amount), func.sum(line.gross_amount))
    notes = sums.join(Invoice, Invoice.id == line.invoice_id).where(Invoice.credits_id == invoice_id, Invoice.status == "posted")
    rows = work.session.execute(notes.group_by(line.credited_line_id))
    return {row[0]: Credited(-row[1], Amounts(-row[2], -row[3])) for row in rows}
