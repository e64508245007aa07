"""The open moves of order lines, under lock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.domain.demand import Demand
from inventory.domain.movement import Movement
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.balances import Place, locked


def open_moves(work: Work, *conditions: Any) -> Sequence[StockMove]:
    """The moves that are not done, locked in the order of their ids. Whoever asks holds the balances that they come from."""
    query = select(StockMove).where(StockMove.status.in_(OPEN), StockMove.deleted_at.is_(None), *conditions)
    locking = query.order_by(StockMove.id).with_for_update()
    return work.session.scalars(locking, execution_options={"populate_existing": True}).all()


def demand_of(work: Work, movements: Sequence[Movement], balances: dict[Place, Balance]) -> Demand:
    """What the orders want whose lines move, the orders locked; the balances of what is kept for these lines elsewhere are locked
    too, and join `balances`."""
    line_ids = {each.order_line_id for each in movements} - {None}
    order_ids = {each.order_id for each in movements if each.order_line_id}
    moves = open_moves(work, StockMove.order_id.in_(order_ids)) if order_ids else []
    kept = {(move.product_id, move.from_location_id) for move in moves if move.reserved_qty and move.order_line_id in line_ids}
    if elsewhere := kept - balances.keys():
        balances |= locked(work, elsewhere)
    return Demand(moves)
