"""The values that quotations, orders, invoices and payments are made of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_kit.messages import value
from crm_kit.money import Money
from crm_kit.words import Between, Items, Label, Line, Text

LineKind = Literal["product", "charge", "section", "note"]
PriceEntry = Literal["net", "gross"]
PriceSource = Literal["manual", "quotation", "contract", "customer", "level", "promotion", "base", "product"]
BillingBasis = Literal["ordered", "delivered"]
QuotationStatus = Literal[
    "draft", "pending_approval", "approved", "sent", "accepted", "partially_ordered", "ordered", "declined", "expired",
    "superseded", "cancelled",
]  # fmt: skip
OrderStatus = Literal["draft", "pending_approval", "confirmed", "on_hold", "completed", "short_closed", "cancelled"]
DeliveryStatus = Literal["none", "partial", "full", "over"]
InvoiceStatus = Literal["none", "partial", "full", "over"]
ReturnStatus = Literal["none", "partial", "full"]
PaymentStatus = Literal["unpaid", "partial", "paid", "overpaid"]
InvoiceKind = Literal["invoice", "down_payment", "credit_note"]
TermsBasis = Literal["order", "ship", "invoice"]
Rate = Annotated[Decimal, Between(Decimal(0), Decimal(1000))]
"""A tax rate in per cent: 13 is 13 %."""
Discount = Annotated[Decimal, Between(Decimal(0), Decimal(100))]
"""A discount in per cent of the price."""
Share = Annotated[Decimal, Between(Decimal("0.01"), Decimal(100))]
Days = Annotated[int, Between(0, 730)]
UnitOfMeasure = Annotated[str, Text(20, least=1)]


@value
class ShipTo:
    """Where goods go to, and who takes them."""

    name: Line
    line1: Line = ""
    line2: Line = ""
    city: Label = ""
    region: Label = ""
    postal_code: Annotated[str, Text(20)] = ""
    country: Label = ""
    phone: Annotated[str, Text(40)] = ""


@value
class Instalment:
    """A part of what is to be paid: `percent` of the total, `days` after the order, the shipment or the invoice."""

    percent: Share
    days: Days = 0
    basis: TermsBasis = "invoice"


Terms = Annotated[list[Instalment], Items(12, least=1)]


@value
class OrderLineTold:
    """A product line of an order as other services need it. `net_price` is per `uom`, after discount, without tax."""

    id: UUID
    product_id: UUID
    qty: Decimal
    uom: str
    net_price: Decimal
    due_on: dt.date | None
    shipped: Decimal
    invoiced: Decimal


@value
class QuotationLineTold:
    """A product line of a quotation; `net_price` is per unit, after discount, without tax."""

    product_id: UUID
    qty: Decimal
    net_price: Decimal


@value
class ShippedLine:
    """How much of an order's line has been shipped."""

    line_id: UUID
    product_id: UUID
    ordered: Decimal
    shipped: Decimal


@value
class RemainingLine:
    """What is left to ship of an order's line."""

    line_id: UUID
    product_id: UUID
    qty: Decimal


@value
class LineChange:
    """A quantity that an amendment changed; `new` is 0 where the line went."""

    line_id: UUID
    old: Decimal
    new: Decimal


@value
class WaybillRef:
    """A carrier's consignment."""

    carrier: str
    number: str


@value
class InvoicedLine:
    """How much of an order's line an invoice bills; negative on a credit note."""

    order_line_id: UUID
    qty: Decimal
    amount: Money


@value
class AllocationTold:
    """What part of a payment settles which invoice, or is kept for which order; `delivery_id` where it is for what that holds."""

    invoice_id: UUID | None
    order_id: UUID | None
    amount: Money
    delivery_id: UUID | None = None
