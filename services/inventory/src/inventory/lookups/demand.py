"""The open moves of order lines, under lock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.domain.demand import Demand
from inventory.domain.movement import Movement
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.balances import Place, locked

_OPEN = (
    select(StockMove)
    .where(StockMove.status.in_(OPEN), StockMove.deleted_at.is_(None))
    .order_by(StockMove.id)
    .with_for_update()
)  # fmt: skip
_OF_ORDERS = _OPEN.where(StockMove.order_id.in_(bindparam("order_ids", expanding=True)))
_ANEW = {"populate_existing": True}


def open_moves(work: Work, *conditions: Any) -> Sequence[StockMove]:
    """The moves that are not done, locked in the order of their ids. Whoever asks holds the balances that they come from."""
    return work.session.scalars(_OPEN.where(*conditions), execution_options=_ANEW).all()


def moves_of_orders(work: Work, order_ids: Collection[UUID]) -> Sequence[StockMove]:
    """The same for orders."""
    return work.session.scalars(_OF_ORDERS, {"order_ids": order_ids}, execution_options=_ANEW).all() if order_ids else []


def demand_of(work: Work, movements: Sequence[Movement], balances: dict[Place, Balance]) -> Demand:
    """What the orders want whose lines move, the orders locked; the balances of what is kept for these lines elsewhere are locked
    too, and join `balances`."""
    line_ids = {each.order_line_id for each in movements} - {None}
    order_ids = {each.order_id for each in movements if each.order_line_id and each.order_id}
    moves = moves_of_orders(work, order_ids)
    kept = {(move.product_id, move.from_location_id) for move in moves if move.reserved_qty and move.order_line_id in line_ids}
    if elsewhere := kept - balances.keys():
        balances |= locked(work, elsewhere)
    return Demand(moves)
