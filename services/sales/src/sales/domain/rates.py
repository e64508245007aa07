"""Exchange rates: what an amount is worth in the base currency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from crm_contracts.sales.events import ExchangeRateUpdated
from crm_kit.model import Aggregate, Mapped, Money, String, column


@dataclass(frozen=True)
class Quote:
    """One unit of a currency is `rate` units of `base`, as of `date`."""

    base: str
    rate: Decimal
    date: dt.date

    def worth(self, amount: Money) -> Money:
        """The amount in the base currency, rounded to its decimals."""
        return Money(amount.amount * self.rate, self.base).rounded()


Market = Callable[[str], Quote | None]
"""What a currency is worth today, None where nobody has said."""


class ExchangeRate(Aggregate):
    """What one unit of a currency is worth from a day on."""

    __tablename__ = "exchange_rates"

    currency: Mapped[str] = column(String(3))
    base_currency: Mapped[str] = column(String(3))
    rate: Mapped[Decimal]
    date: Mapped[dt.date]

    def set(self, rate: Decimal) -> None:
        self.rate = rate
        self.record(ExchangeRateUpdated)
