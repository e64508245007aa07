"""What the warehouse has to say of orders, put on their lines.

What it keeps of a line and what is on notice is its word alone: the order's version stays, so that nobody's change is refused
because the warehouse looked at the order, and the line's history does not tell of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from crm_kit.records import THE_IDS
from crm_kit.work import Work
from sales.domain.copies import DeliveryCopy
from sales.domain.order import Order

ACTIVE = ["submitted", "released", "accepted", "counter_proposed", "partially_shipped"]
"""Shipment notices of which something may still be shipped."""
Quantities = dict[UUID, dict[UUID, Decimal]]

HOLD = "SELECT FROM orders WHERE id = ANY(%(orders)s) ORDER BY id FOR UPDATE"
# What is kept of a line in all warehouses, what is short, and when the last of that may come.
NOTE_RESERVED = """
WITH told AS (
  SELECT each.line_id, sum(each.qty) AS reserved, sum(each.shortage) AS shortage, max(each.expected_date) AS expected_on
  FROM reservation_copies CROSS JOIN LATERAL jsonb_to_recordset(lines)
    AS each (line_id uuid, qty numeric, shortage numeric, expected_date date)
  WHERE id = ANY(%(orders)s) GROUP BY each.line_id)
UPDATE order_lines AS line
SET reserved = coalesce(told.reserved, 0), shortage = coalesce(told.shortage, 0), expected_on = told.expected_on
FROM order_lines AS known LEFT JOIN told ON told.line_id = known.id
WHERE known.order_id = ANY(%(orders)s) AND line.id = known.id
  AND (known.reserved, known.shortage, known.expected_on)
    IS DISTINCT FROM (coalesce(told.reserved, 0), coalesce(told.shortage, 0), told.expected_on)
"""
# What active shipment notices hold of a line and has not been shipped.
NOTE_NOTICES = """
WITH told AS (
  SELECT each.order_line_id, sum(greatest(each.qty - each.shipped, 0)) AS on_notice
  FROM notice_copies CROSS JOIN LATERAL jsonb_to_recordset(lines) AS each (order_line_id uuid, qty numeric, shipped numeric)
  WHERE order_ids && %(orders)s AND status = ANY(%(active)s) GROUP BY each.order_line_id)
UPDATE order_lines AS line SET on_notice = coalesce(told.on_notice, 0)
FROM order_lines AS known LEFT JOIN told ON told.order_line_id = known.id
WHERE known.order_id = ANY(%(orders)s) AND line.id = known.id AND known.on_notice <> coalesce(told.on_notice, 0)
"""

_locked = select(Order).where(Order.id == THE_IDS).order_by(Order.id).with_for_update().execution_options(populate_existing=True)
_delivered = select(DeliveryCopy.lines, DeliveryCopy.is_returned).where(
    DeliveryCopy.order_ids.overlap(bindparam("orders", type_=ARRAY(Uuid)))
)


def locked_orders(work: Work, ids: Collection[UUID]) -> Sequence[Order]:
    """The orders, locked in the order of their ids, so that two who want the same ones do not wait for each other."""
    return work.session.scalars(_locked, {"ids": list(ids)}).all()


def hold_orders(work: Work, ids: Collection[UUID]) -> None:
    """Have orders locked in the same way before whatever is written next; nothing but their lines is looked at."""
    work.write(HOLD, orders=list(ids))


def note_reserved(work: Work, orders: Collection[UUID]) -> None:
    """Have put on the lines of orders, which are held, what the warehouse keeps of them."""
    work.write(NOTE_RESERVED, orders=list(orders))


def note_notices(work: Work, orders: Collection[UUID]) -> None:
    """Have put on the lines of orders, which are held, what may be shipped of them and has not been."""
    work.write(NOTE_NOTICES, orders=list(orders), active=ACTIVE)


def shipped(work: Work, orders: Collection[UUID]) -> tuple[Quantities, set[UUID]]:
    """Order → line → what has left the warehouse and not come back, by every delivery that is known; and the orders of those that
    did come back."""
    found: Quantities = defaultdict(lambda: defaultdict(Decimal))
    back: set[UUID] = set()
    for lines, is_returned in work.session.execute(_delivered, {"orders": list(orders)}):
        for line in lines:
            if is_returned:
                back.add(UUID(line["order_id"]))
            else:
                found[UUID(line["order_id"])][UUID(line["order_line_id"])] += Decimal(line["qty"])
    return found, back
