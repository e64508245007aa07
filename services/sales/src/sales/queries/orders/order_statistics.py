"""What was ordered, shipped, returned, invoiced and collected, and what of it is margin."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Numeric, Select, Subquery, Text, Uuid, case, cast, column, func, select, true, tuple_
from sqlalchemy.dialects.postgresql import JSONB

from crm_contracts.sales.queries.order_statistics import OrderStatistics
from crm_contracts.sales.views.order_statistics import OrderFigures, OrderStatisticsRow, OrderStatisticsView
from crm_kit.colleagues import Colleague
from crm_kit.messages import dump
from crm_kit.money import Money, decimals
from crm_kit.visibility import below, visible
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy, DeliveryCopy, ProductCopy
from sales.domain.order import Order
from sales.domain.order_line import OrderLine
from sales.lookups.pipeline import team_path
from sales.lookups.rates import base_currency

COSTS = "inventory.cost.read"
COUNTED = ("confirmed", "on_hold", "completed", "short_closed")
AMOUNTS = ("ordered", "shipped", "returned", "invoiced", "collected")
QUANTITIES = ("ordered_qty", "shipped_qty", "returned_qty", "invoiced_qty")
_month = func.to_char(Order.ordered_on, "YYYY-MM")
_of_owner = select(Colleague.name).where(Colleague.id == Order.owner_id).scalar_subquery()
KEYS: dict[str, tuple[Any, Any]] = {
    "owner": (cast(Order.owner_id, Text), func.min(_of_owner)),
    "product": (cast(OrderLine.product_id, Text), func.min(ProductCopy.name)),
    "category": (ProductCopy.category, func.min(ProductCopy.category)),
    "account": (cast(Order.account_id, Text), func.min(AccountCopy.name)),
    "industry": (AccountCopy.industry, func.min(AccountCopy.industry)),
    "region": (AccountCopy.region, func.min(AccountCopy.region)),
    "month": (_month, func.min(_month)),
    "status": (Order.status, func.min(Order.status)),
}


@app.answers(OrderStatistics)
def order_statistics(query: OrderStatistics, work: Work) -> dict[str, Any]:
    total, *rows = work.session.execute(_statement(query, work)).mappings().all()
    shown = [OrderStatisticsRow(key=row["key"], name=row["name"], **_figures(row)) for row in rows]
    told = {"base_currency": base_currency(), "rows": shown, "total": OrderFigures(**_figures(total))}
    return dump(None, OrderStatisticsView, {"group_by": query.group_by, **told})


def _statement(query: OrderStatistics, work: Work) -> Any:
    """The total first, then the keys, the largest first."""
    key, name = KEYS[query.group_by]
    returned = _returned()
    sums = [each.label(label) for label, each in _sums(func.coalesce(returned.c.qty, 0)).items()]
    orders = func.count(Order.id.distinct()).label("orders")
    of_line, of_order = ProductCopy.id == OrderLine.product_id, AccountCopy.id == Order.account_id
    lines = select(key.label("key"), name.label("name"), orders, *sums).join(Order, Order.id == OrderLine.order_id)
    joined = lines.outerjoin(ProductCopy, of_line).outerjoin(AccountCopy, of_order).where(*_chosen(query, work))
    joined = joined.outerjoin(returned, returned.c.line_id == OrderLine.id)
    if work.caller.may(COSTS):
        costs = _costs()
        joined = joined.add_columns(func.sum(costs.c.cost).label("cost")).outerjoin(costs, costs.c.line_id == OrderLine.id)
    grouped = joined.group_by(func.grouping_sets(tuple_(key), tuple_()))
    return grouped.order_by(func.grouping(key).desc(), sums[0].desc(), key).limit(query.limit + 1)


def _returned() -> Subquery:
    """What came back of each line with deliveries that did not reach the customer, and has not left again."""
    lines = _elements(DeliveryCopy.lines)
    return _by_line(lines, lines.c.value["qty"].astext, "qty").where(DeliveryCopy.is_returned).subquery()


def _costs() -> Subquery:
    """What the goods of each line that were shipped, and did not come back, were worth in stock."""
    costs = _elements(DeliveryCopy.costs)
    return _by_line(costs, costs.c.value["cost"]["amount"].astext, "cost").where(~DeliveryCopy.is_returned).subquery()


def _elements(told: Any) -> Any:
    return func.jsonb_array_elements(told).table_valued(column("value", JSONB))


def _by_line(told: Any, amount: Any, name: str) -> Select[Any]:
    """The sum of an amount that deliveries tell of each order line."""
    line_id = cast(told.c.value["order_line_id"].astext, Uuid).label("line_id")
    return (
        select(line_id, func.sum(cast(amount, Numeric)).label(name)).select_from(DeliveryCopy).join(told, true()).group_by(line_id)
    )


def _sums(returned: Any) -> dict[str, Any]:
    """Each line's amount is worked out from its own rounded worth, so that what is fully shipped is worth what was ordered."""
    worth = func.round(OrderLine.net_amount * Order.rate, decimals(base_currency()))
    paid = case((Order.total_value > 0, func.least(Order.paid_amount / Order.total_value, 1)), else_=0)  # type: ignore[attr-defined]
    amounts = {
        "ordered": worth, "shipped": worth * OrderLine.shipped_qty / OrderLine.qty, "returned": worth * returned / OrderLine.qty,
        "invoiced": worth * OrderLine.invoiced_qty / OrderLine.qty, "collected": worth * paid,
    }  # fmt: skip
    quantities = dict(zip(QUANTITIES, (OrderLine.qty, OrderLine.shipped_qty, returned, OrderLine.invoiced_qty), strict=True))
    return {label: func.sum(each) for label, each in {**amounts, **quantities}.items()}


def _chosen(query: OrderStatistics, work: Work) -> list[ColumnElement[bool]]:
    """The lines that count, under the filters."""
    met = [
        visible(work.caller, Order, work.allow), Order.deleted_at.is_(None), Order.status.in_(COUNTED), OrderLine.kind == "product",
    ]  # fmt: skip
    same = {
        Order.owner_id: query.owner_id, Order.account_id: query.account_id, OrderLine.product_id: query.product_id,
        ProductCopy.category: query.category, AccountCopy.industry: query.industry, AccountCopy.region: query.region,
    }  # fmt: skip
    met += [column == value for column, value in same.items() if value is not None]
    if query.ordered_from:
        met.append(Order.ordered_on >= query.ordered_from)
    if query.ordered_to:
        met.append(Order.ordered_on <= query.ordered_to)
    if query.team_id:
        met.append(below(Order.team_path, team_path(work, query.team_id)))
    return met


def _figures(row: Any) -> dict[str, Any]:
    amounts = {name: _amount(row[name] or 0) for name in AMOUNTS}
    quantities = {name: row[name] or Decimal(0) for name in QUANTITIES}
    return {"orders": row["orders"], **amounts, **quantities, **_margin(row)}


def _margin(row: Any) -> dict[str, Money | None]:
    if "cost" not in row:
        return {"cost": None, "margin": None}
    cost = row["cost"] or 0
    return {"cost": _amount(cost), "margin": _amount((row["shipped"] or 0) - cost)}


def _amount(value: Any) -> Money:
    return Money(value, base_currency()).rounded()
