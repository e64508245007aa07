"""Make an order bind."""

from crm_contracts.sales.commands.orders import ConfirmOrder
from crm_kit.approval import Decision, refuse
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.lookups.checks import findings
from sales.lookups.rates import rate_for


@app.handles(ConfirmOrder)
def confirm_order(command: ConfirmOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    day = command.confirmed_on or work.today
    order.check("confirm")
    quote = rate_for(work, order.currency, day)
    found = findings(work, order, day)
    refuse(found, command.confirm_warnings)
    order.confirm(found, Decision.of(work, command.reason), day, quote)
    return order
