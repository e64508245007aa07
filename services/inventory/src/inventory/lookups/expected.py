"""What is to come in, as purchasing says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from crm_kit.work import Work
from inventory.domain.stock_expected import StockExpected
from inventory.lookups.alarms import check_pairs
from inventory.lookups.serving import hold_waiting_orders
from inventory.lookups.telling import tell_orders


@dataclass(frozen=True, kw_only=True)
class Expected:
    """So much of a product that a purchase order's line is still to bring, in the product's own unit; the id is the line's."""

    id: UUID
    product_id: UUID
    warehouse_id: UUID
    qty: Decimal
    due_on: dt.date | None = None


def expect(work: Work, lines: Sequence[Expected]) -> None:
    """From now on these lines are to bring so much, no more where it is 0. The alarms are checked, the orders that wait know."""
    waiting = hold_waiting_orders(work, {line.product_id for line in lines})
    note_expected(work, lines)
    check_pairs(work, {(line.product_id, line.warehouse_id) for line in lines})
    tell_orders(work, waiting)


def note_expected(work: Work, lines: Sequence[Expected]) -> None:
    """The same for whoever checks and tells later, when the goods that came are in stock."""
    over = [line.id for line in lines if not line.qty]
    rows = [asdict(line) | {"source_version": 0} for line in lines if line.qty]
    if over:
        work.session.execute(delete(StockExpected).where(StockExpected.id.in_(over)))
    if rows:
        keep = insert(StockExpected).values(rows)
        fresh = {name: keep.excluded[name] for name in ("product_id", "warehouse_id", "qty", "due_on")}
        work.session.execute(keep.on_conflict_do_update(index_elements=["id"], set_=fresh))
    work.flush()
