"""The values by which people say what is quoted and ordered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_contracts.sales.document_words import Discount, LineKind, PriceEntry
from crm_contracts.sales.words import Price, Quantity
from crm_kit.messages import value
from crm_kit.money import Money
from crm_kit.words import Between, Items, Line, Text

TaxCode = Annotated[str, Text(40, least=1)]
TicketProblem = Literal["complaint", "escalated", "overdue"]
ExternalReference = Annotated[str, Text(100, least=1)]
QuantityOrNone = Annotated[Decimal, Between(Decimal(0), Decimal(10) ** 9)]


@dataclass(frozen=True, kw_only=True)
class _Line:
    """What a line says.

    A `product` needs its product and a quantity, a `charge` (freight) its name and price, `section` and `note` a name. A price that
    is left out is found: in the price lists, else it is the product's list price. With `use_last_price` it is what the customer
    paid for the product the last time in this currency; 422 `no_last_price` where they never did.
    """

    kind: LineKind = "product"
    product_id: UUID | None = None
    name: Line = ""
    qty: Quantity | None = None
    uom: Annotated[str, Text(20)] = ""
    unit_price: Price | None = None
    use_last_price: bool = False
    price_entry_mode: PriceEntry | None = None
    discount: Discount = Decimal(0)
    tax_class: TaxCode | None = None
    due_on: dt.date | None = None


@value
class NewOrderLine(_Line):
    """A line of an order."""


@value
class NewQuotationLine(_Line):
    """A line of a quotation. What is optional or an alternative is offered beside the rest and not part of the total."""

    is_optional: bool = False
    is_alternative: bool = False


@value
class LineChoice:
    """How much of a quotation's line is ordered; all that is left where no quantity is named."""

    line_id: UUID
    qty: Quantity | None = None


@value
class QuotationChoice:
    """A quotation to order from: the lines named, or everything that is left of what it offers for certain."""

    quotation_id: UUID
    lines: Annotated[list[LineChoice], Items(200)] = field(default_factory=list)


@value
class LineAmendment:
    """What changes about a line of a confirmed order; the quantity 0 takes the line out."""

    line_id: UUID
    qty: QuantityOrNone | None = None
    unit_price: Price | None = None
    discount: Discount | None = None
    due_on: dt.date | None = None


@value
class TaxTotal:
    """What a document's lines of one tax rate come to."""

    rate: Decimal
    net: Money
    tax: Money
    total: Money


@value
class OpenTicket:
    """A ticket for the sake of which a customer is not sold to without a thought."""

    id: UUID
    number: str
    account_id: UUID
    problem: TicketProblem


OrderLines = Annotated[list[NewOrderLine], Items(200, least=1)]
QuotationLines = Annotated[list[NewQuotationLine], Items(200, least=1)]
