"""What a customer orders."""

from crm_contracts.sales.commands.orders import CreateOrder
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.lookups.orders import order_of_lines
from sales.lookups.quotations import order_of_quotations


@app.handles(CreateOrder)
def create_order(command: CreateOrder, work: Work) -> Order:
    return order_of_quotations(command, work) if command.quotations else order_of_lines(command, work)
