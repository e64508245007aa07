"""Telling orders what is reserved for them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.inventory.words import ReservedLine
from crm_kit.work import Work
from inventory.domain.order_fulfilment import SMALLEST, OrderFulfilment, OrderFulfilmentLine
from inventory.domain.stock_expected import StockExpected
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.products import stocked_products

Moves = dict[UUID | None, list[StockMove]]
NOTHING = Decimal(0)


def by_line(moves: Iterable[StockMove]) -> Moves:
    """The moves by their order's line."""
    found: Moves = defaultdict(list)
    for move in moves:
        found[move.order_line_id].append(move)
    return found


def tell_orders(work: Work, order_ids: Collection[UUID]) -> None:
    """Say what is reserved for the orders now. What was changed before is written already."""
    if order_ids:
        query = select(OrderFulfilment).where(OrderFulfilment.id.in_(order_ids)).order_by(OrderFulfilment.id).with_for_update()
        kept = select(StockMove).where(StockMove.order_id.in_(order_ids), StockMove.status.in_(OPEN)).order_by(StockMove.id)
        tell(work, work.session.scalars(query).all(), by_line(work.session.scalars(kept)))


def tell(work: Work, orders: Sequence[OrderFulfilment], moves: Moves) -> None:
    """The same for orders that are locked and all their open moves."""
    short = {move.product_id for of_line in moves.values() for move in of_line if move.shortage}
    expected = _expected(work, short) if short else {}
    stocked = stocked_products(work, {line.product_id for order in orders for line in order.lines})
    for order in orders:
        lines = [line for line in order.lines if line.product_id in stocked]
        order.told_reserved([_reserved(line, moves[line.id], expected) for line in lines])


def _expected(work: Work, product_ids: Iterable[UUID]) -> dict[UUID, dt.date]:
    """The next day on which more of the products is to come."""
    coming = StockExpected.product_id.in_(product_ids) & (StockExpected.qty > 0)
    rows = select(StockExpected.product_id, func.min(StockExpected.due_on)).where(coming).group_by(StockExpected.product_id)
    return {product_id: due_on for product_id, due_on in work.session.execute(rows) if due_on is not None}


def _reserved(line: OrderFulfilmentLine, moves: Sequence[StockMove], expected: dict[UUID, dt.date]) -> ReservedLine:
    """In the line's own unit, as the order counts; without a warehouse where it comes from several."""
    if not line.has_known_unit:
        return _not_counted(line)
    qty = (sum((move.reserved_qty for move in moves), NOTHING) / line.factor).quantize(SMALLEST)
    shortage = (sum((move.shortage for move in moves), NOTHING) / line.factor).quantize(SMALLEST)
    places = {move.warehouse_id for move in moves if move.reserved_qty}
    due_on = expected.get(line.product_id) if shortage else None
    return ReservedLine(
        line_id=line.id, product_id=line.product_id, warehouse_id=places.pop() if len(places) == 1 else None, qty=qty,
        shortage=shortage, expected_date=due_on,
    )  # fmt: skip


def _not_counted(line: OrderFulfilmentLine) -> ReservedLine:
    """All that is left of it is short, for nobody knows how much that is."""
    return ReservedLine(
        line_id=line.id, product_id=line.product_id, warehouse_id=None, qty=NOTHING, shortage=line.open_qty, expected_date=None,
        problem="unknown_unit",
    )  # fmt: skip
