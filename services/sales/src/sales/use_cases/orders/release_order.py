"""Let an order go on."""

from crm_contracts.sales.commands.orders import ReleaseOrder
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order


@app.handles(ReleaseOrder)
def release_order(command: ReleaseOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.release()
    return order
