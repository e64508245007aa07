"""How an account stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.sales.queries.receivables import AccountBalance
from crm_contracts.sales.views.receivables import AccountBalanceView
from crm_kit.errors import NotFound
from crm_kit.messages import dump
from crm_kit.money import Money
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy, CreditCopy
from sales.domain.invoice import Invoice
from sales.domain.order import BINDING, Order
from sales.domain.payment import Payment
from sales.lookups.rates import market
from sales.lookups.receivables import advances, items, owed_beside_orders


@app.answers(AccountBalance)
def account_balance(query: AccountBalance, work: Work) -> dict[str, Any]:
    account_id = _account(work, query.account_id)
    row = work.session.execute(_figures(work, account_id)).one()
    credit = work.session.get(CreditCopy, account_id)
    limit = _in_base(work, credit.limit) if credit and credit.limit else None
    exposure = _base(row.exposure)
    names = ("open_orders", "unpaid", "overdue", "advances")
    return dump(row, AccountBalanceView, {
        "account_id": account_id, "base_currency": app.base_currency, **{name: _base(getattr(row, name)) for name in names},
        "exposure": exposure, "limit": limit, "available": limit - exposure if limit else None,
        "terms_days": credit.terms_days if credit else None,
    })  # fmt: skip


def _account(work: Work, account_id: UUID) -> UUID:
    """The account as it is today; NotFound where the caller cannot see it."""
    known = select(AccountCopy.id).where(
        AccountCopy.id.in_((account_id, _survivor(account_id))), AccountCopy.merged_into.is_(None),
        AccountCopy.is_deleted.is_(False), visible(work.caller, AccountCopy, "customers.account.read"),
    )  # fmt: skip
    found = work.session.scalars(known).one_or_none()
    if found is None:
        raise NotFound(f"There is no account {account_id}")
    return found


def _survivor(account_id: UUID) -> Any:
    return select(AccountCopy.merged_into).where(AccountCopy.id == account_id).scalar_subquery()


def _figures(work: Work, account_id: UUID) -> Any:
    """All sums in one statement, over what the caller may see."""
    orders = (Order.account_id == account_id, Order.status.in_(BINDING), Order.deleted_at.is_(None), _seen(work, Order))
    open_orders = select(func.coalesce(func.sum(Order.open_base), 0)).where(*orders).scalar_subquery()
    invoices = (Invoice.account_id == account_id, Invoice.status == "posted", _seen(work, Invoice))
    unpaid = select(func.coalesce(func.sum(Invoice.open_base), 0)).where(*invoices).scalar_subquery()
    late = items(work.today, True, Invoice.account_id == account_id, _seen(work, Invoice))
    beside = owed_beside_orders(account_id, _seen(work, Invoice), _seen(work, Payment))
    return select(
        open_orders.label("open_orders"), unpaid.label("unpaid"),
        select(func.count()).select_from(Order).where(*orders).scalar_subquery().label("orders"),
        select(func.count()).select_from(Invoice).where(*invoices, Invoice.open_value > 0).scalar_subquery().label("invoices"),
        select(func.coalesce(func.sum(late.c.in_base), 0)).where(late.c.days > 0).scalar_subquery().label("overdue"),
        select(func.coalesce(func.max(late.c.days), 0)).scalar_subquery().label("oldest_days"),
        advances(account_id, _seen(work, Payment)).label("advances"),
        (open_orders + beside.scalar_subquery()).label("exposure"),
    )  # fmt: skip


def _seen(work: Work, entity: Any) -> Any:
    return visible(work.caller, entity, work.allow)


def _in_base(work: Work, limit: Money) -> Money | None:
    quote = market(work)(limit.currency)
    return quote.worth(limit) if quote else None


def _base(amount: Decimal) -> Money:
    return Money(amount, app.base_currency).rounded()
