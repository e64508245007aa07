"""How far orders are invoiced and paid, told to the orders from what the books say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.money import Money, decimals
from crm_kit.records import THE_IDS
from crm_kit.work import Work
from sales.domain.invoice import Invoice
from sales.domain.invoice_parts import InvoiceLine
from sales.domain.order import Order
from sales.domain.payment_parts import Allocation
from sales.domain.pricing import EXACT, rounded


@dataclass
class Figures:
    """What posted invoices bill of an order's lines, and what of the order was paid; `settled` where no invoice is open."""

    invoiced: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    paid: Decimal = Decimal(0)
    settled: bool = True


_part = (InvoiceLine.order_id, InvoiceLine.order_line_id, Invoice.id, Invoice.paid_value, Invoice.total_value, Invoice.open_value)
_billed = (
    select(*_part, func.sum(InvoiceLine.qty).label("qty"), func.sum(InvoiceLine.gross_amount).label("gross"))
    .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
    .where(InvoiceLine.order_id == THE_IDS, Invoice.status == "posted", Invoice.deleted_at.is_(None))
    .group_by(*_part)
)
# What payments keep for orders that no invoice of theirs has used yet.
_kept = (
    select(Allocation.order_id, func.sum(Allocation.amount_value))
    .where(Allocation.order_id == THE_IDS, Allocation.invoice_id.is_(None))
    .group_by(Allocation.order_id)
)


def catch_up(work: Work, orders: Mapping[UUID, Order]) -> None:
    """Tell the orders, which are locked, how far they are invoiced and paid by now; those that are done complete."""
    work.flush()
    if not orders:
        return
    known = _figures(work, orders)
    for order_id in sorted(orders):
        order, found = orders[order_id], known[order_id]
        order.note_invoiced(found.invoiced)
        order.note_paid(Money(rounded(found.paid, decimals(order.currency)), order.currency), found.settled)
        order.complete_if_done()


def _figures(work: Work, order_ids: Iterable[UUID]) -> dict[UUID, Figures]:
    found: dict[UUID, Figures] = defaultdict(Figures)
    asked = {"ids": list(order_ids)}
    for row in work.session.execute(_billed, asked):
        here = found[row.order_id]
        if row.order_line_id is not None:
            here.invoiced[row.order_line_id] += row.qty
        here.settled = here.settled and not row.open_value
        here.paid += _share(row.paid_value, row.gross, row.total_value)
    for order_id, kept in work.session.execute(_kept, asked):
        found[order_id].paid += kept
    return found


def _share(paid: Decimal, gross: Decimal, total: Decimal) -> Decimal:
    """What of an invoice's payments a part of it has."""
    if not total:
        return Decimal(0)
    with localcontext(EXACT):
        return paid * gross / total
