"""What the orders of accounts come to that the caller may see, where these are not all of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, True_, case, func, or_, outerjoin, select

from crm_kit.money import decimals
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.domain.copies import OrderCopy, RateCopy
from customers.figures import ACCOUNTS, COLUMNS
from customers.tables import redirects

READ = "sales.order.read"


def of_seen_orders(work: Work, figures: dict[str, Any], accounts: Select[Any]) -> dict[str, Any]:
    """The figures of the accounts (a select of their ids) without the orders that the caller may not see."""
    scope = visible(work.caller, OrderCopy, READ)
    if isinstance(scope, True_):
        return figures
    seen = work.session.execute(_orders(accounts, scope)).one()._asdict()
    return {**figures, **seen, "revenue": figures["revenue"] - figures["ordered"] + seen["ordered"]}


def seen_figures(work: Work) -> tuple[dict[str, Any], Any]:
    """The columns of the figures of accounts, and the joins they need, without the orders that the caller may not see."""
    scope = visible(work.caller, OrderCopy, READ)
    if isinstance(scope, True_):
        return COLUMNS, ACCOUNTS
    seen = _by_account(scope).subquery("seen_orders")
    counted = {name: func.coalesce(seen.c[name], 0) for name in ("orders", "ordered")}
    revenue = COLUMNS["revenue"] - COLUMNS["ordered"] + counted["ordered"]
    columns = {**COLUMNS, **counted, "revenue": revenue, "last_ordered_on": seen.c.last_ordered_on}
    return columns, outerjoin(ACCOUNTS, seen, seen.c.account_id == Account.id)


def _orders(accounts: Select[Any], scope: ColumnElement[bool]) -> Select[Any]:
    """Orders that name the accounts, or one that was merged into them."""
    merged = select(redirects.c.old_id).where(redirects.c.survivor_id.in_(accounts))
    theirs = or_(OrderCopy.account_id.in_(accounts), OrderCopy.account_id.in_(merged))
    return select(*_sums()).where(theirs, OrderCopy.status != "cancelled", scope)


def _by_account(scope: ColumnElement[bool]) -> Select[Any]:
    """The same for each account; where nobody asks for a column of it, PostgreSQL leaves the join out."""
    named = func.coalesce(redirects.c.survivor_id, OrderCopy.account_id).label("account_id")
    told = outerjoin(OrderCopy, redirects, redirects.c.old_id == OrderCopy.account_id)
    return select(named, *_sums()).select_from(told).where(OrderCopy.status != "cancelled", scope).group_by(named)


def _sums() -> tuple[Any, ...]:
    worth = func.round(_worth(), decimals(app.base_currency))
    return (
        func.count(OrderCopy.id).label("orders"), func.coalesce(func.sum(worth), 0).label("ordered"),
        func.max(OrderCopy.ordered_on).label("last_ordered_on"),
    )  # fmt: skip


def _worth() -> Any:
    """What an order keeps from its confirmation, else what the rate of its day makes it."""
    rate = select(RateCopy.rate).where(RateCopy.currency == OrderCopy.currency, RateCopy.date <= OrderCopy.ordered_on)
    by_rate = OrderCopy.amount * rate.order_by(RateCopy.date.desc()).limit(1).scalar_subquery()
    base = app.base_currency
    return case(
        (OrderCopy.base_currency == base, OrderCopy.base_amount), (OrderCopy.currency == base, OrderCopy.amount), else_=by_rate
    )
