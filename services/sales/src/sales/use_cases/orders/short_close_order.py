"""Deliver no more of an order."""

from crm_contracts.sales.commands.orders import ShortCloseOrder
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order


@app.handles(ShortCloseOrder)
def short_close_order(command: ShortCloseOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.short_close(command.reason)
    return order
