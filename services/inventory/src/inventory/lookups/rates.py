"""What currencies are worth, as sales tells of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from crm_kit.errors import Invalid
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import ExchangeRateCopy


@dataclass(frozen=True)
class Rate:
    """One unit of a currency is `rate` units of the base currency, as of `date`."""

    rate: Decimal
    date: dt.date


def rate_of(work: Work, currency: str, day: dt.date) -> Rate | None:
    """The last rate on the day, else the first one after it; None where nobody has said one."""
    base = app.base_currency
    if currency == base:
        return Rate(Decimal(1), day)
    known = select(ExchangeRateCopy).where(ExchangeRateCopy.currency == currency, ExchangeRateCopy.base_currency == base)
    is_later, distance = ExchangeRateCopy.date > day, func.abs(ExchangeRateCopy.date - day)
    found = work.session.scalars(known.order_by(is_later, distance).limit(1)).one_or_none()
    return Rate(found.rate, found.date) if found else None


def rate_or_refuse(work: Work, currency: str, day: dt.date) -> Rate:
    """The same; Invalid (422 `missing_exchange_rate`) where there is none."""
    found = rate_of(work, currency, day)
    if found is None:
        raise Invalid.field("", "missing_exchange_rate", f"Nobody has said what {currency} is worth; set its exchange rate first")
    return found
