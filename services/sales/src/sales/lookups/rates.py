"""What currencies are worth."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import func, select, update

from crm_kit.errors import Invalid
from crm_kit.model import metadata_of
from crm_kit.money import decimals
from crm_kit.work import Work
from sales.app import app
from sales.domain.rates import ExchangeRate, Market, Quote


def base_currency() -> str:
    """The currency that amounts are summed up in."""
    return app.base_currency


def market(work: Work, day: dt.date | None = None) -> Market:
    """What each currency was worth on a day, today unless it is named, looked up as it is asked for."""

    def quote(currency: str) -> Quote | None:
        base = base_currency()
        if currency == base:
            return Quote(base, Decimal(1), min(day or work.today, work.today))
        return latest(work, currency, day)

    return quote


def latest(work: Work, currency: str, day: dt.date | None = None) -> Quote | None:
    """The rate for a currency that was the last one on the day, else the first one after it; None where there is none yet."""
    known = select(ExchangeRate).where(
        ExchangeRate.currency == currency, ExchangeRate.base_currency == base_currency(), ExchangeRate.date <= work.today
    )
    is_later, distance = ExchangeRate.date > (day or work.today), func.abs(ExchangeRate.date - (day or work.today))
    rate = work.session.scalars(known.order_by(is_later, distance).limit(1)).one_or_none()
    return Quote(rate.base_currency, rate.rate, rate.date) if rate else None


def price_again(work: Work, currency: str) -> None:
    """Give every deal in the currency that is not closed what it is worth at the latest rate. Closed ones keep theirs."""
    quote = latest(work, currency)
    if quote is None:
        return
    deals = metadata_of("sales").tables["opportunities"].c
    worth = func.round(deals.amount_value * quote.rate, decimals(quote.base))
    priced = {"base_amount_value": worth, "base_amount_currency": quote.base, "rate": quote.rate, "rate_date": quote.date}
    concerned = deals.status.in_(("open", "on_hold")) & (deals.amount_currency == currency)
    again = update(deals.id.table).where(concerned, deals.rate.is_distinct_from(quote.rate))
    work.session.execute(again.values(**priced, version=deals.version + 1, updated_at=work.now))


def rate_for(work: Work, currency: str, day: dt.date, pointer: str = "/currency") -> Quote:
    """What a currency was worth on a day, or Invalid (422 `missing_exchange_rate`): never 1 for want of a better one."""
    quote = market(work, day)(currency)
    if quote is None:
        raise Invalid.field(pointer, "missing_exchange_rate", f"No rate is known for {currency}; set one first")
    return quote
