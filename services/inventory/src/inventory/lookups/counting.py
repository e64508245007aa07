"""Orders whose lines wait for a unit of their product."""

from __future__ import annotations

from sqlalchemy import select

from crm_kit.work import Work
from inventory.domain.order_fulfilment import UNKNOWN, OrderFulfilmentLine
from inventory.domain.product import Product
from inventory.lookups.following import ship_by_order
from inventory.lookups.reservations import bring_in_line
from inventory.lookups.shippable import locked_orders


def count_anew(work: Work, product: Product) -> None:
    """Keep stock for the lines that can be counted now, as if their orders had just been heard of."""
    waiting = (OrderFulfilmentLine.product_id == product.id) & (OrderFulfilmentLine.factor == UNKNOWN)
    ids = work.session.scalars(select(OrderFulfilmentLine.order_id).where(waiting).distinct()).all()
    if not ids:
        return
    orders = list(locked_orders(work, ids).values())
    for order in orders:
        order.count_anew({(product.id, uom): factor for uom, factor in product.factors.items()})
    bring_in_line(work, orders)
    for order in orders:
        ship_by_order(work, order)
