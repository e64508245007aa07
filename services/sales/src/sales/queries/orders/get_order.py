"""One order, and where its goods are."""

from typing import Any

from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.views.orders import OrderDetail
from crm_kit.messages import dump
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.lookups.consignments import with_goods


@app.answers(GetOrder)
def get_order(query: GetOrder, work: Work) -> dict[str, Any]:
    order = work.get(Order, query.order_id)
    return dump(order, OrderDetail, {"consignments": with_goods(work, [order.id])})
