"""Call an order off."""

from crm_contracts.sales.commands.orders import CancelOrder
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.lookups.invoicing import refuse_invoiced
from sales.lookups.quotations import give_back


@app.handles(CancelOrder)
def cancel_order(command: CancelOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.cancel(command.reason)
    refuse_invoiced(work, order.id)
    give_back(work, order)
    return order
