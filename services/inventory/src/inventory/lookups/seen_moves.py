"""Which stock moves somebody may see: what is kept for an order is as open as the order is."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, True_, or_, select

from crm_kit.errors import NotFound
from crm_kit.visibility import visible
from crm_kit.work import Work
from inventory.domain.order_fulfilment import OrderFulfilment
from inventory.domain.stock_move import StockMove


def of_seen_orders(work: Work) -> ColumnElement[bool]:
    """Moves for no order, and those for orders that the caller may meet."""
    met = visible(work.caller, OrderFulfilment, "sales.order.read")
    if isinstance(met, True_):
        return met
    return or_(StockMove.order_id.is_(None), StockMove.order_id.in_(select(OrderFulfilment.id).where(met)))


def seen_move(work: Work, move_id: UUID) -> StockMove:
    """One of them; NotFound (404) for any other."""
    found = work.session.scalars(work.select(StockMove, StockMove.id == move_id, of_seen_orders(work))).one_or_none()
    if found is None:
        raise NotFound(f"There is no stockmove {move_id}")
    return found
