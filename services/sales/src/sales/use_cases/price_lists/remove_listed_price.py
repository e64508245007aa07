"""Take a price off its list."""

from crm_contracts.sales.commands.price_lists import RemoveListedPrice
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import ListedPrice


@app.handles(RemoveListedPrice)
def remove_listed_price(command: RemoveListedPrice, work: Work) -> None:
    work.remove(work.get(ListedPrice, command.listed_price_id, version=command.version))
