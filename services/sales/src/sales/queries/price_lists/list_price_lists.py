"""Price lists, page by page."""

from typing import Any

from crm_contracts.sales.queries.prices import ListPriceLists
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import PriceList
from sales.lookups.price_lists import of_seen_accounts


@app.answers(ListPriceLists)
def list_price_lists(query: ListPriceLists, work: Work) -> dict[str, Any]:
    return page(work, query, PriceList, None, of_seen_accounts(work))
