"""Send an order that waits back to its author."""

from crm_contracts.sales.commands.orders import RejectOrder
from crm_kit.approval import Decision
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order


@app.handles(RejectOrder)
def reject_order(command: RejectOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.reject(Decision.of(work, command.comment))
    return order
