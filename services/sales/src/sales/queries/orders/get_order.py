"""One order, what its customer paid before, and where its goods are."""

from typing import Any

from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.views.orders import OrderDetail, OrderLineDetail
from crm_kit.messages import dump
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.lookups.consignments import with_goods
from sales.lookups.last_sales import before, last_prices, last_sales


@app.answers(GetOrder)
def get_order(query: GetOrder, work: Work) -> dict[str, Any]:
    order = work.get(Order, query.order_id)
    return dump(order, OrderDetail, {"lines": _lines(work, order), "consignments": with_goods(work, [order.id])})


def _lines(work: Work, order: Order) -> list[dict[str, Any]]:
    paid = last_prices(work, last_sales(work, order.account_id, order.product_ids, before(order)))
    return [dump(line, OrderLineDetail, {"last_price": paid.get(line.product_id)}) for line in order.lines]
