"""Orders as their last news told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.sales.document_events import OrderConfirmed
from crm_kit.reactions import Heard
from crm_kit.work import Work
from inventory.domain.order_fulfilment import OrderFulfilment, meaning
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.products import factors
from inventory.lookups.serving import hold_orders, waiting_orders
from inventory.lookups.shippable import locked_orders

COPIED = (
    "number", "status", "account_id", "ordered_on", "ship_to", "currency", "billing_basis", "terms_days", "is_exception",
    "payment_status", "owner_id",
)  # fmt: skip
HEARD = """
UPDATE order_fulfilments AS known SET source_version = told.version
FROM unnest(%(id)s::uuid[], %(version)s::int[], %(meaning)s::text[]) AS told (id, version, meaning)
WHERE known.id = told.id AND known.source_version < told.version AND known.heard = told.meaning RETURNING known.id
"""


@dataclass(frozen=True)
class Followed:
    """An order that followed its news; whether it is new to the warehouse, and whether it wants something else than before."""

    order: OrderFulfilment
    is_new: bool
    wants_otherwise: bool


def meaning_more(work: Work, news: Sequence[Heard]) -> list[Heard]:
    """Those news that mean something else than what was heard before. The others are noted, and that is all."""
    meanings = [meaning(_told(each), each.event.lines) for each in news]
    told = {"id": [each.subject for each in news], "version": [each.version for each in news], "meaning": meanings}
    same = set(work.session.connection().exec_driver_sql(HEARD, told).scalars())
    return [each for each in news if each.subject not in same]


def follow(work: Work, news: Sequence[Heard]) -> list[Followed]:
    """The orders as their news tell, locked; those whose news are old stay as they are and are none of them."""
    if not news:
        return []
    _hold_with_waiting(work, news)
    known = locked_orders(work, [each.subject for each in news])
    units = factors(work, {line.product_id for each in news for line in each.event.lines})
    fresh = [each for each in news if each.subject not in known or known[each.subject].source_version < each.version]
    return [_followed(work, each, known.get(each.subject), units) for each in fresh]


def _followed(work: Work, news: Heard, order: OrderFulfilment | None, units: Any) -> Followed:
    is_new, before = order is None, _wants(order)
    order = order or work.add(OrderFulfilment(id=news.subject, lines=[], reservation=[]))
    order.follow(_told(news), news.event.lines, units, news.version)
    return Followed(order, is_new, _wants(order) != before)


def _hold_with_waiting(work: Work, news: Sequence[Heard]) -> None:
    """What orders let go others get: they are locked with them. A new order lets nothing go."""
    if changed := [each.subject for each in news if not isinstance(each.event, OrderConfirmed)]:
        kept = select(StockMove.product_id).where(StockMove.order_id.in_(changed), StockMove.status.in_(OPEN))
        if waiting := waiting_orders(work, kept):
            hold_orders(work, {*(each.subject for each in news), *waiting})


def _told(news: Heard) -> dict[str, Any]:
    return {name: getattr(news.event, name) for name in COPIED} | {"team_path": news.team_path}


def _wants(order: OrderFulfilment | None) -> dict[UUID, Any]:
    """What is to be kept for each line."""
    if order is None or not order.is_wanting:
        return {}
    return {line.id: (line.product_id, line.open_base_qty) for line in order.lines if line.open_qty}
