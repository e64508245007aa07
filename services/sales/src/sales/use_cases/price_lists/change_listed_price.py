"""Change a price of a list."""

from crm_contracts.sales.commands.price_lists import ChangeListedPrice
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import ListedPrice
from sales.lookups.price_lists import listed_price


@app.handles(ChangeListedPrice)
def change_listed_price(command: ChangeListedPrice, work: Work) -> ListedPrice:
    listed = listed_price(work, command.listed_price_id, command.version)
    listed.price = command.price
    return listed
