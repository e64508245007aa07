"""What sales tells of quotations, orders, invoices and payments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from crm_contracts.sales.document_words import (
    AllocationTold,
    BillingBasis,
    DeliveryStatus,
    InvoicedLine,
    InvoiceKind,
    InvoiceStatus,
    LineChange,
    OrderLineTold,
    PaymentStatus,
    QuotationLineTold,
    RemainingLine,
    ShippedLine,
    ShipTo,
    WaybillRef,
)
from crm_kit.messages import event
from crm_kit.money import Money

# --- quotations ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Quotation:
    """A quotation as it stands. `revision` counts from 1; all revisions share `number`."""

    id: UUID
    number: str
    revision: int
    status: str
    account_id: UUID
    opportunity_id: UUID | None
    total: Money
    valid_until: dt.date
    lines: list[QuotationLineTold]
    owner_id: UUID


@event("sales.quotation.sent.v1")
class QuotationSent(_Quotation):
    """The customer has the quotation; it does not change any more."""


@event("sales.quotation.accepted.v1")
class QuotationAccepted(_Quotation):
    """The customer says yes."""


@event("sales.quotation.declined.v1")
class QuotationDeclined(_Quotation):
    """The customer says no."""

    reason: str


@event("sales.quotation.expired.v1")
class QuotationExpired(_Quotation):
    """Its validity ran out before the customer answered."""


@event("sales.quotation.superseded.v1")
class QuotationSuperseded(_Quotation):
    """A later revision took its place."""


# --- orders ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Order:
    """An order as it stands, whole, so that any one event is enough to keep a copy. `lines` are its product lines.

    `is_exception` where somebody approved it although it breaks a rule (credit, discount); `terms` says how soon it is to be paid.
    `base_amount` is its total in the base currency, at the rate of the day it was confirmed.
    """

    id: UUID
    number: str
    status: str
    account_id: UUID
    contact_id: UUID | None
    opportunity_id: UUID | None
    ordered_on: dt.date
    ship_to: ShipTo | None
    currency: str
    total: Money
    base_amount: Money | None = None
    billing_basis: BillingBasis
    terms_days: int
    lines: list[OrderLineTold]
    is_exception: bool
    payment_status: PaymentStatus
    owner_id: UUID


@event("sales.order.confirmed.v1")
class OrderConfirmed(_Order):
    """The order binds: stock is reserved, shipment notices may be raised."""


@event("sales.order.amended.v1")
class OrderAmended(_Order):
    """A confirmed order changed."""

    diff: list[LineChange]


@event("sales.order.held.v1")
class OrderHeld(_Order):
    """Nothing of the order is shipped until it is released."""

    reason: str


@event("sales.order.released.v1")
class OrderReleased(_Order):
    """The order goes on."""


@event("sales.order.cancelled.v1")
class OrderCancelled(_Order):
    """The order is off; nothing had been shipped, invoiced or paid."""

    reason: str
    remaining: list[RemainingLine]


@event("sales.order.short_closed.v1")
class OrderShortClosed(_Order):
    """What is left of the order is not delivered any more."""

    reason: str
    remaining: list[RemainingLine]


@event("sales.order.completed.v1")
class OrderCompleted(_Order):
    """Delivered, invoiced and paid in full."""


@event("sales.order.reopened.v1")
class OrderReopened(_Order):
    """A completed order is open again: goods came back, an invoice was credited or a payment taken back."""


@event("sales.order.fulfilment_changed.v1")
class OrderFulfilmentChanged(_Order):
    """How far the order has been shipped, invoiced or paid changed."""

    delivery_status: DeliveryStatus
    invoice_status: InvoiceStatus


@event("sales.order.shipped.v1")
class OrderShipped:
    """A delivery for the order has left; `lines` say what has been shipped so far, all deliveries together."""

    id: UUID
    number: str
    account_id: UUID
    delivery_ids: list[UUID]
    lines: list[ShippedLine]
    fully_shipped: bool
    waybills: list[WaybillRef]
    shipped_at: dt.datetime
    owner_id: UUID


@event("sales.order.approval_requested.v1")
class OrderApprovalRequested:
    """The order breaks a rule and waits for somebody else than its author."""

    id: UUID
    number: str
    account_id: UUID
    findings: list[str]
    total: Money
    owner_id: UUID


@event("sales.order.approval_decided.v1")
class OrderApprovalDecided:
    """Somebody decided about an order that waited."""

    id: UUID
    number: str
    account_id: UUID
    approved: bool
    by: UUID
    comment: str
    owner_id: UUID


# --- invoices --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Invoice:
    """An invoice or credit note as it stands; the amounts of a credit note are negative. `open` is what is still to be paid."""

    id: UUID
    number: str
    kind: InvoiceKind
    status: str
    account_id: UUID
    order_ids: list[UUID]
    lines: list[InvoicedLine]
    total: Money
    base_amount: Money | None
    open: Money
    payment_status: PaymentStatus
    posted_on: dt.date
    due_on: dt.date
    owner_id: UUID


@event("sales.invoice.posted.v1")
class InvoicePosted(_Invoice):
    """The invoice is out: it has its number and is to be paid."""


@event("sales.invoice.voided.v1")
class InvoiceVoided(_Invoice):
    """The invoice does not count; its number stays."""

    reason: str


@event("sales.invoice.credited.v1")
class InvoiceCredited(_Invoice):
    """A credit note takes back some or all of an invoice; `credit_note_id` is that note."""

    credit_note_id: UUID
    credited: Money


@event("sales.invoice.settled.v1")
class InvoiceSettled(_Invoice):
    """How much of the invoice has been paid changed."""


# --- payments --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Payment:
    """A payment as it stands. `unallocated` is the customer's advance."""

    id: UUID
    number: str
    status: str
    account_id: UUID
    amount: Money
    base_amount: Money | None
    unallocated: Money
    allocations: list[AllocationTold]
    received_on: dt.date
    owner_id: UUID


@event("sales.payment.posted.v1")
class PaymentPosted(_Payment):
    """Money came in."""


@event("sales.payment.allocated.v1")
class PaymentAllocated(_Payment):
    """What the payment settles changed."""


@event("sales.payment.bounced.v1")
class PaymentBounced(_Payment):
    """A cheque or an online payment was not honoured."""

    reason: str


@event("sales.payment.reversed.v1")
class PaymentReversed(_Payment):
    """The payment was entered in error and does not count."""

    reason: str


@event("sales.payment.refunded.v1")
class PaymentRefunded(_Payment):
    """Money went back to the customer."""

    refund_id: UUID
    refunded: Money


# --- what is late ----------------------------------------------------------------------------------------------------


@event("sales.account.overdue_changed.v1")
class AccountOverdueChanged:
    """How much of an account's invoices is due and not paid, in the base currency; `oldest_days` is how late the oldest of it is.

    Told daily where the amount is another one, or the oldest has become late, or more than 30, 60 or 90 days late.
    """

    id: UUID
    account_id: UUID
    overdue_amount: Money
    oldest_days: int
