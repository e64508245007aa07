"""What the warehouse has to say of orders, put on their lines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.inventory.words import ReservedLine
from crm_kit.work import Work
from sales.domain.copies import DeliveryCopy, NoticeCopy
from sales.domain.order import Order

ACTIVE = ("submitted", "released", "accepted", "counter_proposed", "partially_shipped")
"""Shipment notices of which something may still be shipped."""
Quantities = dict[UUID, dict[UUID, Decimal]]


def locked_orders(work: Work, ids: Collection[UUID]) -> Sequence[Order]:
    """The orders, locked in the order of their ids, so that two who want the same ones do not wait for each other."""
    found = select(Order).where(Order.id.in_(ids)).order_by(Order.id).with_for_update()
    return work.session.scalars(found, execution_options={"populate_existing": True}).all()


def shipped(work: Work, orders: Collection[UUID]) -> Quantities:
    """Order → line → what has left the warehouse and not come back, by every delivery that is known."""
    known = select(DeliveryCopy.lines).where(DeliveryCopy.order_ids.overlap(list(orders)), DeliveryCopy.is_returned.is_(False))
    return _summed((line, Decimal(line["qty"])) for lines in work.session.scalars(known) for line in lines)


def held_by(work: Work, notice_id: UUID) -> Quantities | None:
    """What a notice held as far as is known, None for an unknown one.

    Its copy is locked, before any order is: so two news of a notice wait here, and none that counts is passed over.
    """
    known = select(NoticeCopy.status, NoticeCopy.lines).where(NoticeCopy.id == notice_id).with_for_update()
    row = work.session.execute(known).one_or_none()
    return held(row.status, row.lines) if row is not None else None


def held(status: str, lines: Sequence[Any]) -> Quantities:
    """Order → line → what a notice holds and has not been shipped."""
    return _summed(_unshipped(line) for line in lines) if status in ACTIVE else {}


def on_notice(work: Work, orders: Collection[UUID]) -> Quantities:
    """Order → line → what active shipment notices hold and has not been shipped."""
    known = select(NoticeCopy.lines).where(NoticeCopy.order_ids.overlap(list(orders)), NoticeCopy.status.in_(ACTIVE))
    return _summed(_unshipped(line) for lines in work.session.scalars(known) for line in lines)


def _unshipped(line: Any) -> tuple[Any, Decimal]:
    return line, Decimal(line["qty"]) - Decimal(line["shipped"])


def reserved(lines: Sequence[ReservedLine]) -> dict[UUID, tuple[Decimal, Decimal, dt.date | None]]:
    """Line → what is kept of it in all warehouses, what is short, and when the last of that may come."""
    found: dict[UUID, tuple[Decimal, Decimal, dt.date | None]] = {}
    for line in lines:
        qty, shortage, expected = found.get(line.line_id, (Decimal(0), Decimal(0), None))
        days = [day for day in (expected, line.expected_date) if day]
        found[line.line_id] = (qty + line.qty, shortage + line.shortage, max(days, default=None))
    return found


def _summed(pairs: Any) -> Quantities:
    found: Quantities = defaultdict(lambda: defaultdict(Decimal))
    for line, qty in pairs:
        found[UUID(line["order_id"])][UUID(line["order_line_id"])] += max(qty, Decimal(0))
    return found
