"""What sales shows of exchange rates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_kit.messages import view


@view
class ExchangeRateView:
    """One unit of `currency` is `rate` units of `base_currency` from `date` on, until a later rate."""

    id: UUID
    version: int
    currency: str
    base_currency: str
    rate: Decimal
    date: dt.date
    created_at: dt.datetime
    updated_at: dt.datetime
