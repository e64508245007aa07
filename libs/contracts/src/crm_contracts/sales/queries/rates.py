"""What one can ask about exchange rates."""

from __future__ import annotations

from typing import ClassVar

from crm_contracts.sales.views.rates import ExchangeRateView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.exchange_rate.read", returns=ExchangeRateView)
class ListExchangeRates(ListQuery):
    """Exchange rates, latest first."""

    filters: ClassVar = ("currency", "date", "created_at")
    sorts: ClassVar = ("date", "currency")
    default_sort: ClassVar = "-date"
