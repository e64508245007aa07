"""Price a product in a list."""

from crm_contracts.sales.commands.price_lists import AddListedPrice
from crm_kit.errors import Invalid
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import ListedPrice
from sales.lookups.catalogue import products_of
from sales.lookups.price_lists import one_at_a_time, price_list, refuse_overlaps


@app.handles(AddListedPrice)
def add_listed_price(command: AddListedPrice, work: Work) -> ListedPrice:
    one_at_a_time(work)
    priced = price_list(work, command.price_list_id)
    if command.product_id not in products_of(work, [command.product_id]):
        raise Invalid.field("/product_id", "unknown_product", f"There is no product {command.product_id}")
    listed = work.add(ListedPrice(**{**given(command), "price_list_id": priced.id}))
    priced.touch()
    work.flush()
    refuse_overlaps(work, priced, command.product_id)
    return listed
