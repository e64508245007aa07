"""What amounts are worth in the base currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select

from crm_kit.model import Money
from crm_kit.money import decimals
from marketing.app import app
from marketing.domain.copies import ExchangeRateCopy


def base_currency() -> str:
    """The currency that budgets are kept and amounts are summed up in."""
    return app.base_currency


def in_base(amount: Decimal | int | None) -> Money:
    """So much of the base currency, rounded to its decimals."""
    return Money(Decimal(amount or 0), base_currency()).rounded()


def worth(amount: Any, currency: Any, day: Any) -> ColumnElement[Decimal]:
    """SQL for an amount in the base currency, at the last rate on the day, else the first one after it; NULL without any."""
    base, known = base_currency(), ExchangeRateCopy
    of_currency = select(known.rate).where(known.currency == currency, known.base_currency == base)
    before = of_currency.where(known.date <= day).order_by(known.date.desc()).limit(1).correlate_except(known).scalar_subquery()
    after = of_currency.where(known.date > day).order_by(known.date).limit(1).correlate_except(known).scalar_subquery()
    rate = func.coalesce(before, after)
    return case((currency == literal(base), amount), else_=func.round(amount * rate, decimals(base)))
