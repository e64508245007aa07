"""What accounts owe, by age."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, select

from crm_contracts.sales.queries.receivables import ListReceivables
from crm_contracts.sales.views.receivables import AgeingRow, AgeingView
from crm_kit.errors import Invalid
from crm_kit.messages import dump
from crm_kit.money import Money
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy
from sales.domain.invoice import Invoice
from sales.lookups.receivables import items

AGES = {"not_due": (0, 0), "days_1_30": (1, 30), "days_31_60": (31, 60), "days_61_90": (61, 90), "days_over_90": (91, 2**31 - 1)}


@app.answers(ListReceivables)
def list_receivables(query: ListReceivables, work: Work) -> dict[str, Any]:
    as_of = query.as_of or work.today
    if as_of > work.today:
        raise Invalid.field("/as_of", "in_the_future", "What is owed is known today or was known before")
    found = work.session.execute(_page(query, work)).all()
    kept = [row for row in found if row.account_id is not None and row.place <= query.limit]
    more = any(row.place is not None and row.place > query.limit for row in found)
    totals = {"total_in_base": _base(found[0].all_in_base), "overdue_in_base": _base(found[0].all_overdue)}
    paged = {"has_more": more, "next_after": kept[-1].account_id if more else None}
    return dump(None, AgeingView, {"as_of": as_of, "base_currency": app.base_currency, "rows": _rows(kept), **totals, **paged})


def _page(query: ListReceivables, work: Work) -> Any:
    """The totals of all accounts beside the accounts of the page and one more; just the totals where no account is left."""
    by_account = _by_account(query, work)
    sums = select(
        func.coalesce(func.sum(by_account.c.in_base), 0).label("all_in_base"),
        func.coalesce(func.sum(by_account.c.overdue_in_base), 0).label("all_overdue"),
    ).subquery()
    place = func.dense_rank().over(order_by=by_account.c.account_id).label("place")
    after = by_account.c.account_id > query.after if query.after else by_account.c.account_id.is_not(None)
    ranked = select(by_account, place).where(after).subquery()
    name = select(AccountCopy.name).where(AccountCopy.id == ranked.c.account_id).scalar_subquery()
    shown = select(sums, ranked, name.label("account_name")).select_from(sums.outerjoin(ranked, ranked.c.place <= query.limit + 1))
    return shown.order_by(ranked.c.account_id, ranked.c.currency)


def _by_account(query: ListReceivables, work: Work) -> Any:
    """One row for each account and currency."""
    as_of = query.as_of or work.today
    found = items(as_of, as_of == work.today, *_conditions(query, work)).c
    ages = [func.sum(found.open).filter(found.days.between(*days)).label(name) for name, days in AGES.items()]
    late = found.days > 0
    grouped = select(
        found.account_id, found.currency, *ages, func.sum(found.open).label("total"),
        func.coalesce(func.sum(found.open).filter(late), 0).label("overdue"), func.sum(found.in_base).label("in_base"),
        func.coalesce(func.sum(found.in_base).filter(late), 0).label("overdue_in_base"), func.max(found.days).label("oldest_days"),
    ).group_by(found.account_id, found.currency)  # fmt: skip
    return (grouped.having(func.max(found.days) > 0) if query.overdue_only else grouped).cte("by_account")


def _conditions(query: ListReceivables, work: Work) -> list[ColumnElement[bool]]:
    wanted = {"account_id": query.account_id, "owner_id": query.owner_id, "total_currency": query.currency}
    chosen = [getattr(Invoice, name) == value for name, value in wanted.items() if value is not None]
    return [visible(work.caller, Invoice, work.allow), *chosen]


def _rows(kept: list[Any]) -> list[AgeingRow]:
    return [AgeingRow(**_told(row), **_sums(row), in_base=_base(row.in_base)) for row in kept]


def _told(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("account_id", "account_name", "currency", "oldest_days")}


def _sums(row: Any) -> dict[str, Money]:
    return {name: Money(getattr(row, name) or Decimal(0), row.currency) for name in (*AGES, "total", "overdue")}


def _base(amount: Decimal | int) -> Money:
    return Money(Decimal(amount), app.base_currency).rounded()
