"""Orders of which something is to leave."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from crm_kit.errors import Conflict, Invalid, NotFound
from crm_kit.work import Work
from inventory.domain.notice import ShipmentNotice
from inventory.domain.order_fulfilment import OrderFulfilment
from inventory.lookups.holding import held


def order_to_ship(work: Work, order_id: UUID) -> OrderFulfilment:
    """An order of those that the caller may meet, locked. Invalid (422) for none, Conflict (409) where nothing of it leaves."""
    try:
        order = work.get(OrderFulfilment, order_id, lock=True)
    except NotFound as error:
        raise Invalid.field("/order_id", "unknown_order", f"There is no confirmed order {order_id}") from error
    check_shippable(order)
    return order


def check_shippable(order: OrderFulfilment) -> None:
    """Conflict (409) where nothing of the order leaves: it is on hold, or it is over."""
    if order.status == "on_hold":
        raise Conflict(f"Order {order.number} is on hold", code="frozen", order_id=str(order.id))
    if order.status != "confirmed":
        about = {"order_id": str(order.id), "current": order.status}
        raise Conflict(f"Order {order.number} is {order.status}", code="order_not_open", **about)


def locked_orders(work: Work, order_ids: Collection[UUID]) -> dict[UUID, OrderFulfilment]:
    """The orders by id, locked in the order of their ids."""
    return {order.id: order for order in held(work, OrderFulfilment, order_ids)}


def notice_with_order(work: Work, notice_id: UUID, version: int) -> ShipmentNotice:
    """A notice of those that the caller may meet, locked after its order."""
    order_id = select(ShipmentNotice.order_id).where(ShipmentNotice.id == notice_id).scalar_subquery()
    work.session.execute(select(OrderFulfilment.id).where(OrderFulfilment.id == order_id).with_for_update())
    return work.get(ShipmentNotice, notice_id, version=version, lock=True)
