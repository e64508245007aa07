"""One price list."""

from crm_contracts.sales.queries.prices import GetPriceList
from crm_kit.errors import NotFound
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import PriceList
from sales.lookups.price_lists import of_seen_accounts


@app.answers(GetPriceList)
def get_price_list(query: GetPriceList, work: Work) -> PriceList:
    found = work.find(PriceList, PriceList.id == query.price_list_id, of_seen_accounts(work))
    if not found:
        raise NotFound(f"There is no pricelist {query.price_list_id}")
    return found[0]
