"""Stock at the end of a day, and how fast it goes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Numeric, Uuid, and_, any_, cast, func, null, select, true
from sqlalchemy.dialects.postgresql import ARRAY

from crm_contracts.inventory.queries.stock import ListStockAnalysis
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.ledger_entry import LedgerEntry
from inventory.domain.product import Product
from inventory.domain.warehouse import Location
from inventory.lookups.planning import planned_anew


@app.answers(ListStockAnalysis)
def list_stock_analysis(query: ListStockAnalysis, work: Work) -> dict[str, Any]:
    sums = _sums(query, work)
    age, by_warehouse = _age(query, work, sums), _by_warehouse(query, work)
    joined = (
        Product.__table__.join(sums, true(), isouter=True).join(age, true(), isouter=True).join(by_warehouse, true(), isouter=True)
    )
    columns = {**_columns(query, work, sums.c, by_warehouse.c), "age_days": age.c.days}
    with planned_anew(work):
        return page(work, query, Product, columns, Product.kind != "service", source=joined)


def _columns(query: ListStockAnalysis, work: Work, sums: Any, by_warehouse: Any) -> dict[str, Any]:
    hidden = {} if work.caller.may("inventory.cost.read") else {"value": null(), "cost_of_goods": null(), "turnover": null()}
    average = (sums.value + sums.opening_value) / 2
    return {
        "on_hand": sums.on_hand, "value": sums.value, "shipped": sums.shipped, "cost_of_goods": sums.cost_of_goods,
        "turnover": func.round(sums.cost_of_goods / func.nullif(average, 0), 4),
        "days_of_cover": func.round(sums.on_hand * query.window_days / func.nullif(sums.shipped, 0), 1),
        "is_dead": and_(sums.on_hand > 0, sums.shipped <= 0), "last_moved_on": sums.last_moved_on,
        "warehouses": by_warehouse.warehouses, **hidden,
    }  # fmt: skip


def _sums(query: ListStockAnalysis, work: Work) -> Any:
    """One pass over the product's rows in the ledger: what is inside, and what went to customers within the window."""
    day = query.as_of or work.today
    start = day - dt.timedelta(days=query.window_days)
    inside, sold = _inside(query), and_(_sold(query), LedgerEntry.posted_on > start)
    opening = and_(inside, LedgerEntry.posted_on <= start)
    return (
        select(
            _sum(LedgerEntry.qty, inside).label("on_hand"), _sum(LedgerEntry.value, inside).label("value"),
            _sum(LedgerEntry.value, opening).label("opening_value"), (-_sum(LedgerEntry.qty, sold)).label("shipped"),
            (-_sum(LedgerEntry.value, sold)).label("cost_of_goods"), func.max(LedgerEntry.posted_on).label("last_moved_on"),
        )
        .where(LedgerEntry.product_id == Product.id, LedgerEntry.posted_on <= day)
        .correlate(Product)
        .lateral()
    )  # fmt: skip


def _age(query: ListStockAnalysis, work: Work, sums: Any) -> Any:
    """How long ago what is on hand came in from outside, on average: the last that came is what is left."""
    day, came = query.as_of or work.today, LedgerEntry
    outside = func.array(select(Location.id).where(Location.warehouse_id.is_(None)).scalar_subquery(), type_=ARRAY(Uuid))
    later = func.sum(came.qty).over(order_by=(came.posted_on.desc(), came.id.desc()), rows=(None, -1))
    each = (
        select(came.qty, came.posted_on, func.coalesce(later, 0).label("later"))
        .where(came.product_id == Product.id, came.posted_on <= day, _inside(query), came.qty > 0)
        .where(came.other_location_id == any_(outside))
        .correlate(Product)
        .subquery()
    )
    left = func.least(each.c.qty, func.greatest(sums.c.on_hand - each.c.later, 0))
    days = func.sum(left * (day - each.c.posted_on)) / func.nullif(func.sum(left), 0)
    return select(func.round(days, 1).label("days")).select_from(each).correlate(sums).lateral()


def _sum(column: Any, condition: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(column).filter(condition), 0)


def _inside(query: ListStockAnalysis) -> ColumnElement[bool]:
    if query.warehouse_id is None:
        return LedgerEntry.warehouse_id.is_not(None)
    return LedgerEntry.warehouse_id == query.warehouse_id


def _sold(query: ListStockAnalysis) -> ColumnElement[bool]:
    """Rows of warehouses that moved to or from customers."""
    customers = select(Location.id).where(Location.kind == "customer", Location.warehouse_id.is_(None)).scalar_subquery()
    return and_(_inside(query), LedgerEntry.other_location_id == customers)


def _by_warehouse(query: ListStockAnalysis, work: Work) -> Any:
    """How much each warehouse has, side by side."""
    value: Any = func.sum(LedgerEntry.value) if work.caller.may("inventory.cost.read") else cast(null(), Numeric)
    each = (
        select(LedgerEntry.warehouse_id, func.sum(LedgerEntry.qty).label("on_hand"), value.label("value"))
        .where(LedgerEntry.product_id == Product.id, LedgerEntry.posted_on <= (query.as_of or work.today), _inside(query))
        .group_by(LedgerEntry.warehouse_id)
        .having(func.sum(LedgerEntry.qty) != 0)
        .correlate(Product)
        .subquery()
    )
    row = func.jsonb_build_object(
        "warehouse_id", each.c.warehouse_id, "on_hand", func.trim_scale(each.c.on_hand).op("||")(""),
        "value", func.trim_scale(each.c.value).op("||")(""),
    )  # fmt: skip
    rows = func.coalesce(func.jsonb_agg(row), func.jsonb_build_array())
    return select(rows.label("warehouses")).select_from(each).lateral()
