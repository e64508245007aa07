"""Putting an invoice into the books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from crm_kit.errors import Invalid
from crm_kit.money import Money
from crm_kit.numbering import next_number
from crm_kit.records import THE_IDS
from crm_kit.work import Work
from sales.domain.copies import DeliveryCopy
from sales.domain.due import Due, Schedule, merged
from sales.domain.invoice import Invoice
from sales.domain.order import Order
from sales.domain.payment import Payment
from sales.domain.payment_parts import Allocation
from sales.domain.settlement import EVEN
from sales.lookups.figures import catch_up
from sales.lookups.rates import market
from sales.lookups.settings import settings

PREFIXES = {"invoice": "INV", "down_payment": "INV", "credit_note": "CN"}


_waiting = select(Allocation.payment_id).where(Allocation.order_id == THE_IDS, Allocation.invoice_id.is_(None))
_keeping = (
    select(Payment).where(Payment.id.in_(_waiting)).order_by(Payment.id).with_for_update(of=Payment)
    .execution_options(populate_existing=True)
)  # fmt: skip


def day_of_posting(work: Work, wanted: dt.date | None, pointer: str = "/posted_on") -> dt.date:
    """The day, today unless one is named; Invalid (422) for a day to come or in a closed period."""
    day = wanted or work.today
    settings(work).check_open(day, work.today, pointer)
    return day


def keepers(work: Work, order_ids: Sequence[UUID]) -> list[Payment]:
    """The payments that keep something for the orders, locked."""
    return list(work.session.scalars(_keeping, {"ids": list(order_ids)}))


def post(work: Work, invoice: Invoice, day: dt.date, orders: Mapping[UUID, Order], kept: Sequence[Payment]) -> None:
    """Post it on the day: with due dates, settled by what is kept for its orders, under the next number, and tell the orders."""
    invoice.post(day, market(work, day)(invoice.currency), _dues(work, invoice, day, orders))
    for payment in kept:
        use_kept(payment, invoice, day)
    take_number(work, invoice, day)
    catch_up(work, orders)


def take_number(work: Work, invoice: Invoice, day: dt.date) -> None:
    """The next number of the year it is posted in; it is only taken if everything else succeeds, so there are no gaps."""
    invoice.number = next_number(work.session, PREFIXES[invoice.kind], day.year)


def use_kept(payment: Payment, invoice: Invoice, day: dt.date) -> None:
    """Settle an invoice by what a payment keeps for its orders, each order's part of the invoice at most."""
    if payment.currency != invoice.currency:
        return
    for waiting in [each for each in payment.allocations if each.invoice_id is None and each.order_id in invoice.order_ids]:
        if waiting.order_id is None:
            continue
        amount = Money(min(waiting.amount.amount, invoice.open.amount, invoice.part_of(waiting.order_id)), payment.currency)
        if amount.amount > 0:
            rest = waiting.amount - amount
            payment.deallocate(waiting, None, day)
            payment.allocate(invoice, amount, EVEN, "").for_delivery(waiting.delivery_id, waiting.order_id)
            _keep_rest(payment, waiting.order_id, rest, waiting.delivery_id)


def _keep_rest(payment: Payment, order_id: UUID, rest: Money, delivery_id: UUID | None) -> None:
    if rest.amount:
        payment.keep(order_id, rest, rest, "").for_delivery(delivery_id, order_id)


def _dues(work: Work, invoice: Invoice, day: dt.date, orders: Mapping[UUID, Order]) -> list[Due]:
    """The instalments: on the day that was asked for, or by the terms of each order for its part; a down payment is due at once."""
    if invoice.due_on is not None:
        if invoice.due_on < day:
            raise Invalid.field("/due_on", "out_of_range", "It is due on the day it is posted or later")
        return [Due(invoice.due_on, invoice.total.amount)]
    if invoice.kind == "down_payment":
        return [Due(day, invoice.total.amount)]
    shipped = _last_shipments(work, [each for each in orders.values() if _counts_shipments(each)])
    dues: list[Due] = []
    for order in orders.values():
        gross = sum((line.gross_amount for line in invoice.lines if line.order_id == order.id), Decimal(0))
        dues += Schedule(order.terms, order.ordered_on, shipped.get(order.id)).dues(gross, day, invoice.currency)
    return merged(dues)


def _counts_shipments(order: Order) -> bool:
    return any((each["basis"] if isinstance(each, dict) else each.basis) == "ship" for each in order.terms)


def _last_shipments(work: Work, orders: Sequence[Order]) -> dict[UUID, dt.date]:
    """The day of the last delivery of each order."""
    if not orders:
        return {}
    known = {order.id for order in orders}
    left = select(DeliveryCopy.order_ids, DeliveryCopy.shipped_at).where(
        DeliveryCopy.order_ids.overlap(list(known)), DeliveryCopy.is_returned.is_(False)
    )
    days: dict[UUID, dt.date] = {}
    for order_ids, shipped_at in work.session.execute(left.order_by(DeliveryCopy.shipped_at)):
        days.update({order_id: shipped_at.date() for order_id in order_ids if order_id in known})
    return days
