"""The open moves of order lines, under lock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.domain.demand import Demand
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.balances import Place, locked


def open_moves(work: Work, *conditions: Any) -> Sequence[StockMove]:
    """The moves that are not done, locked in the order of their ids. Whoever asks holds the balances that they come from."""
    query = select(StockMove).where(StockMove.status.in_(OPEN), StockMove.deleted_at.is_(None), *conditions)
    locking = query.order_by(StockMove.id).with_for_update()
    return work.session.scalars(locking, execution_options={"populate_existing": True}).all()


def demand_of(work: Work, line_ids: Collection[UUID], balances: dict[Place, Balance]) -> Demand:
    """What the order lines want; the balances of what is kept for them elsewhere are locked too, and join `balances`."""
    moves = open_moves(work, StockMove.order_line_id.in_(line_ids)) if line_ids else []
    elsewhere = {(move.product_id, move.from_location_id) for move in moves if move.reserved_qty} - balances.keys()
    balances |= locked(work, elsewhere) if elsewhere else {}
    return Demand(moves)
