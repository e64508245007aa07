"""Exchange rates, page by page."""

from typing import Any

from crm_contracts.sales.queries.rates import ListExchangeRates
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.rates import ExchangeRate


@app.answers(ListExchangeRates)
def list_exchange_rates(query: ListExchangeRates, work: Work) -> dict[str, Any]:
    return page(work, query, ExchangeRate)
