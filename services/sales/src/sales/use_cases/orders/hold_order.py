"""Ship nothing of an order for now."""

from crm_contracts.sales.commands.orders import HoldOrder
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order


@app.handles(HoldOrder)
def hold_order(command: HoldOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.hold(command.reason)
    return order
