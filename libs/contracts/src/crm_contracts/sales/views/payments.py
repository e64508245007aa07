"""What sales shows of payments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.money_words import PaymentKind, PaymentMethod, PaymentWorkflow
from crm_kit.messages import view
from crm_kit.money import Money


@view
class AllocationView:
    """What part of a payment settles an invoice (`settled` in the invoice's currency) or is kept for an order.

    `delivery_id` where it is for what that holds. `fx_result` is the gain (or, negative, loss) in the base currency against the
    rate of the invoice.
    """

    id: UUID
    invoice_id: UUID | None
    order_id: UUID | None
    delivery_id: UUID | None
    amount: Money
    settled: Money
    rate: Decimal
    rate_reason: str
    fx_result: Money
    allocated_on: dt.date


@view
class PaymentRow:
    """A payment in a list; `unallocated` is the customer's advance."""

    id: UUID
    version: int
    number: str | None
    kind: PaymentKind
    status: PaymentWorkflow
    account_id: UUID
    account_name: str | None
    method: PaymentMethod
    amount: Money
    unallocated: Money
    base_amount: Money | None
    received_on: dt.date
    payer: str
    bank_reference: str
    external_reference: str | None
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class PaymentView:
    """A payment, or the refund of one.

    `unallocated` is what settles nothing yet and was not refunded: an advance of the customer. `kept` is kept for orders.
    `fx_result` is the exchange gain (or, negative, loss) of all its allocations together, in the base currency.
    """

    id: UUID
    version: int
    number: str | None
    kind: PaymentKind
    status: PaymentWorkflow
    account_id: UUID
    method: PaymentMethod
    amount: Money
    allocated: Money
    kept: Money
    refunded: Money
    unallocated: Money
    allocations: list[AllocationView]
    fx_result: Money
    rate: Decimal | None
    rate_date: dt.date | None
    rate_reason: str
    base_amount: Money | None
    received_on: dt.date
    cleared_on: dt.date | None
    bounced_on: dt.date | None
    payer: str
    bank_reference: str
    external_reference: str | None
    refunds_id: UUID | None
    reason: str
    remark: str
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime
