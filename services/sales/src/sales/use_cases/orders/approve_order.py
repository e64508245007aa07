"""Let an order through that waits."""

from crm_contracts.sales.commands.orders import ApproveOrder
from crm_kit.approval import Decision, refuse
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.lookups.checks import findings, since_then


@app.handles(ApproveOrder)
def approve_order(command: ApproveOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.check("approve")
    found = findings(work, order, order.confirmed_on or work.today)
    refuse(since_then(order.findings, found), command.confirm_warnings)
    order.approve(found, Decision.of(work, command.comment))
    return order
