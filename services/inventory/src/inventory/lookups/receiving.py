"""Receipts: what may come in, and what moves when it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_kit.errors import Invalid
from crm_kit.money import plain
from crm_kit.work import Work
from inventory.domain.movement import Movement
from inventory.domain.purchase_line import PurchaseLine
from inventory.domain.purchase_order import PurchaseOrder
from inventory.domain.receipt import NOTHING, Receipt, ReceiptLine
from inventory.lookups.expected import note_expected
from inventory.lookups.ledger import post_moves
from inventory.lookups.places import location_of, outside
from inventory.lookups.purchasing import expected_of, locked_purchase_orders
from inventory.lookups.rates import Rate, rate_or_refuse
from inventory.lookups.serving import hold_waiting_orders
from inventory.lookups.settings import check_posting_day, settings
from inventory.lookups.telling import tell_orders

DOCUMENT = "receipt"
SMALLEST = Decimal("0.000001")
Ordered = Mapping[UUID, tuple[PurchaseOrder, PurchaseLine]]


def ordered_lines(work: Work, line_ids: Sequence[UUID]) -> Ordered:
    """Line → its purchase order, all of them locked.

    Invalid (422) at a line that the caller cannot meet, that is named twice, or that is another supplier's, warehouse's or
    currency's; Conflict (409) where no goods are expected.
    """
    asked = select(PurchaseLine.purchase_order_id).where(PurchaseLine.id.in_(line_ids)).distinct()
    orders = locked_purchase_orders(work, work.session.scalars(asked).all())
    known = {line.id: (order, line) for order in orders.values() for line in order.lines}
    for number, line_id in enumerate(line_ids):
        if line_id not in known or line_id in line_ids[:number]:
            raise Invalid.field(f"/lines/{number}/purchase_line_id", "unknown_line", "There is no such line, or it is named twice")
        known[line_id][0].check_receivable()
        _check_together(number, known[line_ids[0]][0], known[line_id][0])
    return {line_id: known[line_id] for line_id in line_ids}


def _check_together(number: int, first: PurchaseOrder, other: PurchaseOrder) -> None:
    if (first.supplier_id, first.warehouse_id) != (other.supplier_id, other.warehouse_id):
        at, message = f"/lines/{number}/purchase_line_id", "One receipt is of one supplier, at one warehouse"
        raise Invalid.field(at, "different_suppliers", message)
    if first.currency != other.currency:
        raise Invalid.field(f"/lines/{number}/purchase_line_id", "mixed_currencies", "One receipt is in one currency")


def lines_as_told(told: Sequence[Any], ordered: Ordered) -> list[ReceiptLine]:
    """The lines of a receipt; accepted is what is not rejected."""
    return [_line(number, each, ordered[each.purchase_line_id][1]) for number, each in enumerate(told)]


def _line(number: int, told: Any, of: PurchaseLine) -> ReceiptLine:
    if told.rejected > told.qty:
        raise Invalid.field(f"/lines/{number}/rejected", "more_than_came", "No more is rejected than came")
    line = ReceiptLine(position=number, purchase_line_id=of.id, purchase_order_id=of.purchase_order_id, product_id=of.product_id)
    line.qty = told.qty
    line.find(told.qty - told.rejected, told.rejected, told.reject_reason, f"/lines/{number}/rejected")
    return line


def check_over_receipt(work: Work, lines: Sequence[ReceiptLine], ordered: Ordered) -> None:
    """Invalid (422 `over_receipt`) at the line of which more is accepted than is still to come, the tolerance included."""
    tolerance = settings(work).over_receipt_percent
    for line in lines:
        _, wanted = ordered[line.purchase_line_id]
        most = wanted.most(tolerance) - wanted.received
        if line.accepted > most:
            message = f"At most {plain(max(most, NOTHING))} are still to come"
            raise Invalid.field(f"/lines/{line.position}/qty", "over_receipt", message)


def take_in(work: Work, receipt: Receipt, ordered: Ordered, day: dt.date | None) -> None:
    """Post the receipt: what was accepted is in stock at its price, what was not in quarantine, and the purchase orders know."""
    posted_on = day or work.today
    check_posting_day(work, posted_on)
    check_over_receipt(work, receipt.lines, ordered)
    orders = list({order.id: order for order, _ in ordered.values()}.values())
    rate = rate_or_refuse(work, orders[0].currency, posted_on)
    receipt.post(posted_on, rate.rate, rate.date)
    for order in orders:
        order.receive({line.purchase_line_id: (line.accepted, line.rejected) for line in receipt.lines})
    _put_away(work, receipt, orders, _movements(work, receipt, ordered, rate))


def _put_away(work: Work, receipt: Receipt, orders: Sequence[PurchaseOrder], movements: Sequence[Movement]) -> None:
    """Orders that wait are told once, when they were served and the rest is known that is still to come."""
    waiting = hold_waiting_orders(work, {line.product_id for line in receipt.lines})
    work.flush()
    note_expected(work, expected_of(orders))
    post_moves(work, movements)
    work.flush()
    tell_orders(work, waiting)


def _movements(work: Work, receipt: Receipt, ordered: Ordered, rate: Rate) -> list[Movement]:
    found = []
    for line in receipt.lines:
        wanted = ordered[line.purchase_line_id][1]
        cost = (wanted.unit_price * rate.rate / wanted.factor).quantize(SMALLEST)
        found += _movement(work, receipt, line, "stock", line.accepted * wanted.factor, cost)
        found += _movement(work, receipt, line, "quarantine", line.rejected * wanted.factor, NOTHING)
    return found


def _movement(work: Work, receipt: Receipt, line: ReceiptLine, kind: str, qty: Decimal, cost: Decimal) -> list[Movement]:
    if not qty:
        return []
    return [
        Movement(
            product_id=line.product_id, from_location_id=outside(work, "supplier"), qty=qty, unit_cost=cost,
            to_location_id=location_of(work, receipt.warehouse_id, kind), posted_on=receipt.posted_on or work.today,
            document_kind=DOCUMENT, document_id=receipt.id, pointer=f"/lines/{line.position}/qty",
        )
    ]  # fmt: skip
