"""A list of prices."""

from crm_contracts.sales.commands.price_lists import CreatePriceList
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import PriceList
from sales.lookups.buyers import buyer


@app.handles(CreatePriceList)
def create_price_list(command: CreatePriceList, work: Work) -> PriceList:
    price_list = PriceList(**given(command))
    price_list.check()
    if command.account_id:
        price_list.account_id = buyer(work, command.account_id).account.id
    return work.add(price_list)
