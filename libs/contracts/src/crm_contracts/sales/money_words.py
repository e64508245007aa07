"""The values that invoices and payments are made of, as one asks for them and as they are shown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_kit.messages import value
from crm_kit.money import Money
from crm_kit.words import Between, Items, Reason, Text

InvoiceLineKind = Literal["product", "charge", "down_payment", "deduction"]
InvoiceWorkflow = Literal["draft", "posted", "void"]
PaymentKind = Literal["receipt", "refund"]
PaymentMethod = Literal["cash", "bank", "cheque", "online"]
PaymentWorkflow = Literal["draft", "pending_clearance", "posted", "bounced", "reversed", "refunded"]
Deduct = Literal["proportional", "all", "none"]
Quantity = Annotated[Decimal, Between(Decimal("0.000001"), Decimal(10) ** 11)]
RateToBase = Annotated[Decimal, Between(Decimal("0.000001"), Decimal(10) ** 9)]
Reference = Annotated[str, Text(100)]
Payer = Annotated[str, Text(200)]
Orders = Annotated[list[UUID], Items(50, least=1)]


@value
class LineBilled:
    """How much of an order's line to invoice."""

    order_line_id: UUID
    qty: Quantity


@value
class LineCredited:
    """What to take back of an invoice's line: a quantity, or an amount (tax included) where only the price comes down."""

    line_id: UUID
    qty: Quantity | None = None
    amount: Money | None = None


@value
class AllocationAsked:
    """What part of a payment settles which invoice, or is kept for which order or for what a delivery holds: one of the three.

    What is for a delivery is at most what its goods are worth at their orders' prices, tax included. It settles the open invoices
    of its orders, the oldest first; the rest is kept for them. Without an amount it is as much as there is to settle. The amount is
    in the payment's currency. `rate` (with its reason) says how much of the base currency one unit of the invoice's costs, where
    the payment is in the base currency, the invoice is not, and the rate of the day does not count.
    """

    invoice_id: UUID | None = None
    order_id: UUID | None = None
    delivery_id: UUID | None = None
    amount: Money | None = None
    rate: RateToBase | None = None
    rate_reason: Reason | None = None


@value
class DuePart:
    """What of an invoice is to be paid until a day; `open` is what is still missing of it."""

    due_on: dt.date
    amount: Money
    open: Money


Allocations = Annotated[list[AllocationAsked], Items(100, least=1)]
LinesBilled = Annotated[list[LineBilled], Items(500, least=1)]
LinesCredited = Annotated[list[LineCredited], Items(500, least=1)]
