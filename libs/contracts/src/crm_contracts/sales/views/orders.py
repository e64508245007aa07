"""What sales shows of orders."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.document_words import (
    BillingBasis,
    DeliveryStatus,
    Instalment,
    InvoiceStatus,
    LineKind,
    OrderStatus,
    PaymentStatus,
    PriceEntry,
    PriceSource,
    ReturnStatus,
    ShipTo,
)
from crm_contracts.sales.order_words import TaxTotal
from crm_contracts.sales.views.consignments import ConsignmentView
from crm_contracts.sales.views.prices import LastPrice
from crm_kit.approval import Finding
from crm_kit.messages import view
from crm_kit.money import Money


@view
class OrderLineView:
    """A line of an order.

    `net_price` and `gross_price` are per unit, after discount, without and with tax, to six decimals; `price_entry_mode` says which
    was entered. `net`, `tax` and `total` are the line's, rounded to the currency. What the warehouse says of it: `reserved`,
    `shortage`, `expected_on`; `on_notice` may be shipped, and has not been yet.
    """

    id: UUID
    position: int
    kind: LineKind
    product_id: UUID | None
    name: str
    qty: Decimal
    uom: str
    unit_price: Decimal
    price_entry_mode: PriceEntry
    price_source: PriceSource
    price_list_id: UUID | None
    discount: Decimal
    tax_class: str | None
    tax_rate: Decimal
    net_price: Decimal
    gross_price: Decimal
    net: Money
    tax: Money
    total: Money
    due_on: dt.date | None
    reserved: Decimal
    shortage: Decimal
    expected_on: dt.date | None
    on_notice: Decimal
    shipped_qty: Decimal
    invoiced_qty: Decimal
    quotation_line_id: UUID | None


@view
class OrderRow:
    """An order in a list. `base_amount` is None until it is confirmed."""

    id: UUID
    version: int
    number: str
    status: OrderStatus
    account_id: UUID
    account_name: str | None
    customer_reference: str
    external_reference: str | None
    opportunity_id: UUID | None
    ordered_on: dt.date
    confirmed_on: dt.date | None
    total: Money
    base_amount: Money | None
    delivery_status: DeliveryStatus
    invoice_status: InvoiceStatus
    payment_status: PaymentStatus
    return_status: ReturnStatus
    is_exception: bool
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class OrderView:
    """An order. `findings` is what its checks found; `is_exception` where somebody approved it nevertheless.

    `return_status` is what came back of what had left: `full` where nothing of it is with the customer any more.
    """

    id: UUID
    version: int
    number: str
    status: OrderStatus
    account_id: UUID
    contact_id: UUID | None
    opportunity_id: UUID | None
    external_reference: str | None
    customer_reference: str
    ordered_on: dt.date
    confirmed_on: dt.date | None
    currency: str
    net: Money
    tax: Money
    total: Money
    taxes: list[TaxTotal]
    rate: Decimal | None
    rate_date: dt.date | None
    base_amount: Money | None
    billing_basis: BillingBasis
    payment_terms_id: UUID | None
    terms: list[Instalment]
    terms_days: int
    ship_to: ShipTo | None
    note: str
    lines: list[OrderLineView]
    delivery_status: DeliveryStatus
    invoice_status: InvoiceStatus
    payment_status: PaymentStatus
    return_status: ReturnStatus
    paid: Money
    is_exception: bool
    findings: list[Finding]
    submitted_by: UUID | None
    submitted_at: dt.datetime | None
    decided_by: UUID | None
    decided_at: dt.datetime | None
    decision_comment: str
    hold_reason: str
    closing_reason: str
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class OrderLineDetail(OrderLineView):
    """A line of an order, and what the customer paid for the product before this order."""

    last_price: LastPrice | None


@view
class OrderDetail(OrderView):
    """An order with the consignments that its goods left in, the latest news first."""

    lines: list[OrderLineDetail]  # type: ignore[assignment]
    consignments: list[ConsignmentView]
