"""The open moves of order lines. Whoever changes a move of an order holds the order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from crm_kit.records import THE_IDS
from crm_kit.work import Work
from inventory.domain.demand import Demand
from inventory.domain.movement import Movement
from inventory.domain.stock_move import OPEN, StockMove

_OPEN = select(StockMove).where(StockMove.status.in_(OPEN), StockMove.deleted_at.is_(None)).order_by(StockMove.id)
_OF_ORDERS = _OPEN.where(StockMove.order_id == THE_IDS)
_ANEW = {"populate_existing": True}


def open_moves(work: Work, *conditions: Any) -> Sequence[StockMove]:
    """The moves that are not done, locked in the order of their ids. Whoever asks holds the balances that they come from."""
    return work.session.scalars(_OPEN.where(*conditions).with_for_update(), execution_options=_ANEW).all()


def demand_of(work: Work, movements: Sequence[Movement]) -> Demand:
    """What the orders want whose lines move. They are locked, and so nobody else changes what is kept for them."""
    order_ids = {each.order_id for each in movements if each.order_line_id and each.order_id}
    moves = work.session.scalars(_OF_ORDERS, {"ids": [*order_ids]}, execution_options=_ANEW).all() if order_ids else []
    return Demand(moves)
