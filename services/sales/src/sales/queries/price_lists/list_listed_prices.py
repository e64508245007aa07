"""The prices of price lists, page by page."""

from typing import Any

from crm_contracts.sales.queries.prices import ListListedPrices
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import ListedPrice


@app.answers(ListListedPrices)
def list_listed_prices(query: ListListedPrices, work: Work) -> dict[str, Any]:
    return page(work, query, ListedPrice)
