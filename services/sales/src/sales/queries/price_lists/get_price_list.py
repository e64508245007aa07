"""One price list."""

from crm_contracts.sales.queries.prices import GetPriceList
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import PriceList
from sales.lookups.price_lists import price_list


@app.answers(GetPriceList)
def get_price_list(query: GetPriceList, work: Work) -> PriceList:
    return price_list(work, query.price_list_id)
