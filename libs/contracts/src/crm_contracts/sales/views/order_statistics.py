"""What sales shows of orders, added up."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from crm_kit.messages import view
from crm_kit.money import Money

OrderKey = Literal["owner", "product", "category", "account", "industry", "region", "month", "status"]


@view
class OrderFigures:
    """Quantities, and net amounts in the base currency at the rates of the orders' confirmation, after every line's discount.

    `returned` is what came back with deliveries that did not reach the customer; it does not count as shipped. `collected` is the
    part of what is ordered that stands for what was paid of each order. `cost` is what the shipped goods were worth in stock, and
    `margin` what is shipped less that; both are null for who may not see costs.
    """

    orders: int
    ordered_qty: Decimal
    ordered: Money
    shipped_qty: Decimal
    shipped: Money
    returned_qty: Decimal
    returned: Money
    invoiced_qty: Decimal
    invoiced: Money
    collected: Money
    cost: Money | None
    margin: Money | None


@view
class OrderStatisticsRow(OrderFigures):
    """The figures of one salesman, product, category, customer, industry, region, month or status."""

    key: str | None
    name: str | None


@view
class OrderStatisticsView:
    """The figures by key, the largest first, and the total of all of them, those beyond `limit` included."""

    group_by: OrderKey
    base_currency: str
    rows: list[OrderStatisticsRow]
    total: OrderFigures
