"""Take a price off its list."""

from crm_contracts.sales.commands.price_lists import RemoveListedPrice
from crm_kit.work import Work
from sales.app import app
from sales.lookups.price_lists import listed_price


@app.handles(RemoveListedPrice)
def remove_listed_price(command: RemoveListedPrice, work: Work) -> None:
    work.remove(listed_price(work, command.listed_price_id, command.version))
