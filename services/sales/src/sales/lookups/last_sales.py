"""What customers bought the last time, and for how much."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on

from crm_contracts.sales.views.prices import LastPrice
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.domain.copies import DeliveryCopy
from sales.domain.order import Order
from sales.domain.order_line import OrderLine
from sales.domain.pricing import PRICE_PLACES, rounded

COSTS = "inventory.cost.read"
UNSURE = ("draft", "pending_approval", "cancelled")


@dataclass(frozen=True)
class LastSale:
    """A line of an order that binds, or once did. Quantity and price are per `uom`, which is `factor` of the product's own unit."""

    product_id: UUID
    line_id: UUID
    net_price: Decimal
    currency: str
    qty: Decimal
    uom: str
    factor: Decimal
    ordered_on: dt.date
    order_id: UUID
    number: str

    def price_for(self, factor: Decimal) -> Decimal:
        """The same price for another unit of the product."""
        return rounded(self.net_price / self.factor * factor, PRICE_PLACES)

    def shown(self, unit_cost: Decimal | None) -> LastPrice:
        told = {name: getattr(self, name) for name in ("net_price", "currency", "qty", "uom", "ordered_on", "order_id", "number")}
        return LastPrice(**told, unit_cost=unit_cost)


_SALE = (
    OrderLine.product_id, OrderLine.id.label("line_id"), OrderLine.net_price, Order.currency, OrderLine.qty, OrderLine.uom,
    OrderLine.factor, Order.ordered_on, Order.id.label("order_id"), Order.number,
)  # fmt: skip


def last_sales(
    work: Work, account_id: UUID, products: Collection[UUID], *narrowed: ColumnElement[bool]
) -> dict[UUID, LastSale]:  # fmt: skip
    """Product → what the customer bought of it the last time, as far as the caller may see the orders; one statement for all."""
    if not products:
        return {}
    sold = select(*_SALE).join(Order, Order.id == OrderLine.order_id).ext(distinct_on(OrderLine.product_id))
    theirs = (Order.account_id == account_id, OrderLine.product_id.in_(products), Order.status.not_in(UNSURE))
    seen = (Order.deleted_at.is_(None), visible(work.caller, Order, "sales.order.read"))
    latest = sold.where(*theirs, *seen, *narrowed).order_by(OrderLine.product_id, Order.ordered_on.desc(), Order.id.desc())
    return {row["product_id"]: LastSale(**row) for row in work.session.execute(latest).mappings()}


def last_prices(work: Work, sales: Mapping[UUID, LastSale]) -> dict[UUID, LastPrice]:
    """Product → the price as it is shown, with what one was worth for those who may see that."""
    worth = _unit_costs(work, sales.values()) if work.caller.may(COSTS) else {}
    return {product_id: sale.shown(worth.get(sale.line_id)) for product_id, sale in sales.items()}


def before(order: Order) -> ColumnElement[bool]:
    """Orders that came before this one."""
    return tuple_(Order.ordered_on, Order.id) < (order.ordered_on, order.id)


def _unit_costs(work: Work, sales: Collection[LastSale]) -> dict[UUID, Decimal]:
    """Line → what one of its unit was worth as it left, over all deliveries that did not come back."""
    if not sales:
        return {}
    orders = [sale.order_id for sale in sales]
    known = select(DeliveryCopy.lines, DeliveryCopy.costs).where(DeliveryCopy.order_ids.overlap(orders), ~DeliveryCopy.is_returned)
    qty: dict[UUID, Decimal] = defaultdict(Decimal)
    cost: dict[UUID, Decimal] = defaultdict(Decimal)
    for lines, costs in work.session.execute(known):
        _add(qty, lines, lambda line: line["qty"])
        _add(cost, costs, lambda line: line["cost"]["amount"])
    return {line_id: rounded(cost[line_id] / qty[line_id], PRICE_PLACES) for line_id in cost if qty[line_id]}


def _add(sums: dict[UUID, Decimal], lines: Any, amount: Any) -> None:
    for line in lines:
        sums[UUID(line["order_line_id"])] += Decimal(amount(line))
