"""Say what a currency is worth."""

from sqlalchemy import select

from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_kit.errors import Invalid
from crm_kit.work import Work
from sales.app import app
from sales.domain.rates import ExchangeRate
from sales.lookups.rates import base_currency, price_again


@app.handles(SetExchangeRate)
def set_exchange_rate(command: SetExchangeRate, work: Work) -> ExchangeRate:
    rate = _of_the_day(command, work)
    rate.set(command.rate)
    work.flush()
    price_again(work, command.currency)
    return rate


def _of_the_day(command: SetExchangeRate, work: Work) -> ExchangeRate:
    """The rate of that day to correct, or a new one."""
    day = command.date or work.today
    if day > work.today:
        raise Invalid.field("/date", "in_the_future", "A rate is known today or was known before")
    if command.currency == base_currency():
        raise Invalid.field("/currency", "base_currency", f"{command.currency} is the base currency; it is worth 1")
    key = {"currency": command.currency, "base_currency": base_currency(), "date": day}
    known = work.session.scalars(select(ExchangeRate).filter_by(**key)).one_or_none()
    return known or work.add(ExchangeRate(**key))
