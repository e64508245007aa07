"""Make an order of a quotation."""

from crm_contracts.sales.commands.orders import CreateOrder
from crm_contracts.sales.commands.quotations import OrderQuotation
from crm_contracts.sales.order_words import QuotationChoice
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.domain.quotation import Quotation
from sales.lookups.quotations import order_of_quotations

SAID = ("ordered_on", "ship_to", "customer_reference", "external_reference")


@app.handles(OrderQuotation)
def order_quotation(command: OrderQuotation, work: Work) -> Order:
    work.caller.require("sales.order.create")
    work.get(Quotation, command.quotation_id, version=command.version, lock=True)
    chosen = QuotationChoice(quotation_id=command.quotation_id, lines=command.lines)
    return order_of_quotations(CreateOrder(quotations=[chosen], **{name: getattr(command, name) for name in SAID}), work)
