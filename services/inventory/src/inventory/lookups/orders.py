"""Orders as their last news told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.sales.document_events import OrderConfirmed
from crm_kit.work import Work
from inventory.domain.order_fulfilment import OrderFulfilment, meaning
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.products import factors
from inventory.lookups.serving import hold_orders, waiting_orders

COPIED = (
    "number", "status", "account_id", "ordered_on", "ship_to", "currency", "billing_basis", "terms_days", "is_exception",
    "payment_status", "owner_id",
)  # fmt: skip
HEARD = """
UPDATE order_fulfilments SET source_version = %(version)s
WHERE id = %(id)s AND source_version < %(version)s AND heard = %(meaning)s RETURNING id
"""


def is_known(work: Work, event: Any) -> bool:
    """Whether the news mean what was heard before. Then they are noted, and that is all."""
    version = int(work.envelope["aggregateversion"])
    same = {"id": event.id, "version": version, "meaning": meaning(_told(work, event), event.lines)}
    return work.session.connection().exec_driver_sql(HEARD, same).scalar_one_or_none() is not None


def follow(work: Work, event: Any) -> tuple[OrderFulfilment | None, bool]:
    """The order as the event tells it, and whether it wants something else than before; None where the news are old."""
    _hold_with_waiting(work, event)
    version, order = int(work.envelope["aggregateversion"]), locked_order(work, event.id)
    if order is not None and order.source_version >= version:
        return None, False
    before = _wants(order)
    order = order or work.add(OrderFulfilment(id=event.id, lines=[], reservation=[]))
    order.follow(_told(work, event), event.lines, factors(work, {line.product_id for line in event.lines}), version)
    return order, _wants(order) != before


def _hold_with_waiting(work: Work, event: Any) -> None:
    """What an order lets go others get: they are locked with it. A new order lets nothing go."""
    if isinstance(event, OrderConfirmed):
        return
    kept = select(StockMove.product_id).where(StockMove.order_id == event.id, StockMove.status.in_(OPEN))
    if waiting := waiting_orders(work, kept):
        hold_orders(work, {event.id, *waiting})


def _told(work: Work, event: Any) -> dict[str, Any]:
    return {name: getattr(event, name) for name in COPIED} | {"team_path": work.envelope.get("teampath", "")}


def locked_order(work: Work, order_id: UUID) -> OrderFulfilment | None:
    """An order that nobody else changes until the end."""
    query = select(OrderFulfilment).where(OrderFulfilment.id == order_id).with_for_update()
    return work.session.scalars(query).one_or_none()


def _wants(order: OrderFulfilment | None) -> dict[UUID, Any]:
    """What is to be kept for each line."""
    if order is None or not order.is_wanting:
        return {}
    return {line.id: (line.product_id, line.open_base_qty) for line in order.lines if line.open_qty}
