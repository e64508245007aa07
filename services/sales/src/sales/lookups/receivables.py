"""What is open of invoices, instalment by instalment, today or at the end of an earlier day."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, func, literal, select, true

from sales.domain.invoice import Invoice
from sales.domain.invoice_parts import InvoiceInstalment, InvoiceLine
from sales.domain.payment import Payment
from sales.domain.payment_parts import Allocation
from sales.domain.taken_back import TakenBack

ALL: ColumnElement[bool] = true()


def items(as_of: dt.date, is_today: bool, *conditions: ColumnElement[bool]) -> CTE:
    """Every instalment that is open at the end of the day: `open`, `in_base` at the invoice's rate, how many `days` it is late."""
    settled = Invoice.paid_value + Invoice.credited_value if is_today else _paid_by(as_of) + _credited_by(as_of)
    left = func.greatest(0, func.least(InvoiceInstalment.amount, InvoiceInstalment.upto - settled))
    late = func.greatest(0, literal(as_of) - InvoiceInstalment.due_on)
    shown = select(
        Invoice.account_id, Invoice.total_currency.label("currency"), left.label("open"), (left * Invoice.rate).label("in_base"),
        late.label("days"),
    ).join(InvoiceInstalment, InvoiceInstalment.invoice_id == Invoice.id)  # fmt: skip
    counted = [Invoice.status == "posted", Invoice.posted_on <= as_of, Invoice.kind != "credit_note", *conditions]
    if is_today:
        counted.append(Invoice.open_value > 0)
    found = shown.where(*counted).subquery()
    return select(found).where(found.c.open > 0).cte("items")


def _paid_by(day: dt.date) -> Any:
    """What payments settle since the day or before, and what they did then and do no more."""
    paid = select(func.coalesce(func.sum(Allocation.settled_value), 0))
    now = paid.where(Allocation.invoice_id == Invoice.id, Allocation.allocated_on <= day).scalar_subquery()
    once = select(func.coalesce(func.sum(TakenBack.settled_value), 0))  # type: ignore[attr-defined]
    held = (TakenBack.invoice_id == Invoice.id, TakenBack.allocated_on <= day, TakenBack.taken_back_on > day)
    return now + once.where(*held).scalar_subquery()


def _credited_by(day: dt.date) -> Any:
    note = Invoice.__table__.alias("note")
    credited = select(func.coalesce(-func.sum(note.c.total_value), 0))
    counted = (note.c.credits_id == Invoice.id, note.c.status == "posted", note.c.posted_on <= day)
    return credited.where(*counted).scalar_subquery()


def owed_beside_orders(account_id: UUID, invoices: ColumnElement[bool] = ALL, payments: ColumnElement[bool] = ALL) -> Select[Any]:
    """Unpaid invoices, less advances and less down payments that no invoice has deducted yet, in the base currency.

    An order is open as a whole until it is invoiced; what was asked for in advance is a part of it.
    """
    unpaid = select(func.coalesce(func.sum(Invoice.open_base), 0)).where(
        Invoice.account_id == account_id, Invoice.status == "posted", invoices
    )
    return select(unpaid.scalar_subquery() - advances(account_id, payments) - _undeducted(account_id, invoices))


def advances(account_id: UUID, payments: ColumnElement[bool] = ALL) -> Any:
    """What an account paid that settles no invoice, in the base currency."""
    paid = select(func.coalesce(func.sum(Payment.advance_base), 0))
    counted = (Payment.account_id == account_id, Payment.status == "posted", Payment.kind == "receipt")
    return paid.where(*counted, payments).scalar_subquery()


def _undeducted(account_id: UUID, invoices: ColumnElement[bool]) -> Any:
    lines = select(func.coalesce(func.sum(InvoiceLine.gross_amount * Invoice.rate), 0))
    counted = (Invoice.account_id == account_id, Invoice.status == "posted", invoices)
    about = InvoiceLine.kind.in_(("down_payment", "deduction"))
    return lines.join(Invoice, Invoice.id == InvoiceLine.invoice_id).where(*counted, about).scalar_subquery()
