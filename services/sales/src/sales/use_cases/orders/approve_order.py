"""Let an order through that waits."""

from crm_contracts.sales.commands.orders import ApproveOrder
from crm_kit.approval import Decision
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order


@app.handles(ApproveOrder)
def approve_order(command: ApproveOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.approve(Decision.of(work, command.comment))
    return order
