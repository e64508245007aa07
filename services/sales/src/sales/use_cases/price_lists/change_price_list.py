"""Change a price list."""

from crm_contracts.sales.commands.price_lists import ChangePriceList
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import PriceList
from sales.lookups.price_lists import one_at_a_time, refuse_overlaps


@app.handles(ChangePriceList)
def change_price_list(command: ChangePriceList, work: Work) -> PriceList:
    one_at_a_time(work)
    price_list = work.get(PriceList, command.price_list_id, version=command.version)
    for name, value in given(command).items():
        setattr(price_list, name, value)
    price_list.check()
    work.flush()
    refuse_overlaps(work, price_list)
    return price_list
