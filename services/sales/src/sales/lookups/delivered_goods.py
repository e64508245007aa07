"""Deliveries that payments are for: what their goods are worth, and what is paid for them already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.money import decimals
from crm_kit.work import Work
from sales.domain.copies import DeliveryCopy
from sales.domain.invoice import Invoice
from sales.domain.order import Order
from sales.domain.payment import Payment
from sales.domain.payment_parts import Allocation
from sales.domain.pricing import NOTHING, share_of


@dataclass(frozen=True)
class Goods:
    """What a delivery holds, by order: its worth at the order's prices with tax, and what payments are for it."""

    delivery_id: UUID
    worth: Mapping[UUID, Decimal]
    paid: dict[UUID, Decimal]

    def left(self, order_id: UUID) -> Decimal:
        return self.worth[order_id] - self.paid[order_id]


def deliveries_of(work: Work, ids: Collection[UUID]) -> dict[UUID, DeliveryCopy]:
    """Those of the deliveries that are known and did not come back."""
    known = select(DeliveryCopy).where(DeliveryCopy.id.in_(ids), DeliveryCopy.is_returned.is_(False))
    return {each.id: each for each in work.session.scalars(known)} if ids else {}


def open_invoices(work: Work, payment: Payment, order_ids: Collection[UUID]) -> list[UUID]:
    """The open invoices for orders in a payment's currency."""
    if not order_ids:
        return []
    is_open = (Invoice.status == "posted", Invoice.open_value > 0, Invoice.total_currency == payment.currency)
    theirs = work.select(Invoice, Invoice.account_id == payment.account_id, Invoice.order_ids.overlap(list(order_ids)), *is_open)
    return list(work.session.scalars(theirs.with_only_columns(Invoice.id)))


def goods_of(work: Work, deliveries: Mapping[UUID, DeliveryCopy], orders: Mapping[UUID, Order]) -> dict[UUID, Goods]:
    """What deliveries hold of orders, which are locked: so nobody else pays for it meanwhile."""
    if not deliveries:
        return {}
    paid: dict[UUID, dict[UUID, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    key = (Allocation.delivery_id, Allocation.order_id)
    sums = select(*key, func.sum(Allocation.amount_value)).where(Allocation.delivery_id.in_(deliveries)).group_by(*key)
    for delivery_id, order_id, amount in work.session.execute(sums):
        paid[delivery_id][order_id] = amount
    return {each.id: Goods(each.id, _worth(each, orders), paid[each.id]) for each in deliveries.values()}


def _worth(delivery: DeliveryCopy, orders: Mapping[UUID, Order]) -> dict[UUID, Decimal]:
    lines = {line.id: line for order in orders.values() for line in order.lines}
    found = dict.fromkeys((order_id for order_id in delivery.order_ids if order_id in orders), NOTHING)
    for told in delivery.lines:
        line = lines.get(UUID(told["order_line_id"]))
        if line is not None:
            found[line.order_id] += share_of(line.total_amount, Decimal(told["qty"]), line.qty, decimals(line.currency))
    return found
