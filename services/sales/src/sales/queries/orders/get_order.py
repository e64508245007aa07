"""One order."""

from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order


@app.answers(GetOrder)
def get_order(query: GetOrder, work: Work) -> Order:
    return work.get(Order, query.order_id)
