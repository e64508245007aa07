"""Which products the business turns on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from crm_contracts.inventory.queries.stock import StockClasses
from crm_contracts.inventory.stock_words import StockClass
from crm_contracts.inventory.views.stock import StockClassesView, StockClassRow
from crm_kit.errors import Invalid
from crm_kit.messages import dump
from crm_kit.money import Money
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.ledger_entry import LedgerEntry
from inventory.domain.product import Product
from inventory.domain.warehouse import Location

MOST = 1000
NOTHING = Decimal(0)


@app.answers(StockClasses)
def stock_classes(query: StockClasses, work: Work) -> dict[str, Any]:
    if query.b_percent <= query.a_percent:
        raise Invalid.field("/b_percent", "out_of_range", "Class B ends after class A")
    day = query.as_of or work.today
    rows, may = _classed(work.session.execute(_sold(query, day)).all(), query), work.caller.may("inventory.cost.read")
    counts = Counter(stock_class for _, stock_class, _ in rows)
    shown = [_shown(row, stock_class, share, may) for row, stock_class, share in rows[:MOST]]
    return dump(None, StockClassesView, {"on": day, "a": counts["A"], "b": counts["B"], "c": counts["C"], "products": shown})


def _sold(query: StockClasses, day: dt.date) -> Select[Any]:
    """What went to customers in the window and did not come back, and what it cost."""
    customers = select(Location.id).where(Location.kind == "customer", Location.warehouse_id.is_(None)).scalar_subquery()
    window = LedgerEntry.posted_on.between(day - dt.timedelta(days=query.window_days - 1), day)
    place = LedgerEntry.warehouse_id.is_not(None) if query.warehouse_id is None else LedgerEntry.warehouse_id == query.warehouse_id
    shipped, cost = -func.sum(LedgerEntry.qty), -func.sum(LedgerEntry.value)
    sums = select(LedgerEntry.product_id, shipped.label("shipped"), cost.label("cost"))
    sold = sums.where(window, place, LedgerEntry.other_location_id == customers).group_by(LedgerEntry.product_id).subquery()
    named = select(sold.c.product_id, Product.code, Product.name, sold.c.shipped, sold.c.cost)
    return named.join(Product, Product.id == sold.c.product_id).where(sold.c.shipped > 0).order_by(sold.c.cost.desc(), Product.code)


def _classed(rows: Any, query: StockClasses) -> list[tuple[Any, StockClass, Decimal]]:
    """Each with its class and its per cent of the whole. The product with which a class is full is still in it."""
    total, before, found = sum((row.cost for row in rows), NOTHING), NOTHING, []
    for row in rows:
        so_far, share = (100 * before / total, 100 * row.cost / total) if total else (NOTHING, NOTHING)
        found.append((row, _class(so_far, query), share))
        before += row.cost
    return found


def _class(so_far: Decimal, query: StockClasses) -> StockClass:
    if so_far < query.a_percent:
        return "A"
    return "B" if so_far < query.b_percent else "C"


def _shown(row: Any, stock_class: StockClass, share: Decimal, may_see_costs: bool) -> StockClassRow:
    cost = Money(row.cost, app.base_currency).rounded() if may_see_costs else None
    return StockClassRow(
        product_id=row.product_id, code=row.code, name=row.name, stock_class=stock_class, shipped=row.shipped, cost_of_goods=cost,
        share=round(share, 1) if may_see_costs else None,
    )  # fmt: skip
