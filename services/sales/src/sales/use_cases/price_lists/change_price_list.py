"""Change a price list."""

from crm_contracts.sales.commands.price_lists import ChangePriceList
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import PriceList
from sales.lookups.price_lists import one_at_a_time, price_list, refuse_overlaps


@app.handles(ChangePriceList)
def change_price_list(command: ChangePriceList, work: Work) -> PriceList:
    one_at_a_time(work)
    changed = price_list(work, command.price_list_id, command.version)
    for name, value in given(command).items():
        setattr(changed, name, value)
    changed.check()
    work.flush()
    refuse_overlaps(work, changed)
    return changed
