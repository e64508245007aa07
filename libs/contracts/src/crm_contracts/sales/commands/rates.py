"""What one can do with exchange rates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated

from crm_contracts.sales.views.rates import ExchangeRateView
from crm_kit.messages import command
from crm_kit.words import Between, Currency

Rate = Annotated[Decimal, Between(Decimal("0.000001"), Decimal(10) ** 9)]


@command(allow="sales.exchange_rate.update", returns=ExchangeRateView)
class SetExchangeRate:
    """Say what a currency is worth from a day on (today where none is named); saying it again for the same day corrects it.

    Open opportunities in that currency are worth the latest rate at once.
    """

    currency: Currency
    rate: Rate
    date: dt.date | None = None
