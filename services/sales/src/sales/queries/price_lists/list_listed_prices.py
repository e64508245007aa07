"""The prices of price lists, page by page."""

from typing import Any

from sqlalchemy import True_, select

from crm_contracts.sales.queries.prices import ListListedPrices
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import ListedPrice, PriceList
from sales.lookups.price_lists import of_seen_accounts


@app.answers(ListListedPrices)
def list_listed_prices(query: ListListedPrices, work: Work) -> dict[str, Any]:
    seen = of_seen_accounts(work)
    lists = select(PriceList.id).where(seen)
    return page(work, query, ListedPrice, None, seen if isinstance(seen, True_) else ListedPrice.price_list_id.in_(lists))
