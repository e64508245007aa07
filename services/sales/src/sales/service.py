"""Sales, whole: loads the use cases, queries, reactions and schedules."""

from crm_contracts.sales.document_events import InvoicePosted, OrderFulfilmentChanged, PaymentPosted
from crm_contracts.sales.events import ExchangeRateUpdated, LeadUpdated, OpportunityUpdated
from crm_kit.app import load_modules
from crm_kit.republish import only
from sales.app import app
from sales.domain.invoice import Invoice
from sales.domain.lead import Lead
from sales.domain.opportunity import Opportunity
from sales.domain.order import Order
from sales.domain.payment import Payment
from sales.domain.rates import ExchangeRate

load_modules("sales.use_cases", "sales.queries", "sales.reactions", "sales.schedules")
app.announces(Lead, LeadUpdated)
app.announces(Opportunity, OpportunityUpdated)
app.announces(ExchangeRate, ExchangeRateUpdated)
app.announces(Order, OrderFulfilmentChanged, lambda _, orders: {order.id: {"lines": order.product_lines} for order in orders})
app.announces(
    only(Invoice, Invoice.posted_on.is_not(None)), InvoicePosted,
    lambda _, invoices: {invoice.id: {"lines": invoice.told_lines} for invoice in invoices},
)  # fmt: skip
app.announces(only(Payment, Payment.kind == "receipt", Payment.status.in_(("posted", "refunded"))), PaymentPosted)

__all__ = ["app"]
