"""What one can do with payments."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.money_words import Allocations, Payer, PaymentMethod, RateToBase, Reference
from crm_contracts.sales.views.payments import PaymentView
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import Items, Note, Reason


@command(allow="sales.payment.create", returns=PaymentView)
class CreatePayment:
    """Money that came in from an account.

    `post` posts it at once; cash and bank then count, cheques and online payments wait for their clearance. `allocations` says what
    it settles, `fifo` lets it settle the account's open invoices in its currency, the oldest first; what is left is the customer's
    advance. The same payer, amount, day and bank reference again is a 409 `possible_duplicate` unless `confirm_duplicate`.
    `rate` is a rate by hand to the base currency and needs its reason.
    """

    account_id: UUID
    amount: Money
    method: PaymentMethod
    received_on: dt.date | None = None
    payer: Payer = ""
    bank_reference: Reference = ""
    rate: RateToBase | None = None
    rate_reason: Reason | None = None
    post: bool = False
    allocations: Allocations | None = None
    fifo: bool = False
    confirm_duplicate: bool = False
    remark: Note = ""
    external_reference: Reference | None = None
    owner_id: UUID | None = None


@command(allow="sales.payment.post", returns=PaymentView)
class PostPayment:
    """Let a draft count; cheques and online payments wait for their clearance."""

    payment_id: UUID
    version: int


@command(allow="sales.payment.clear", returns=PaymentView)
class ClearPayment:
    """The bank honoured a cheque or an online payment, today unless a day is named."""

    payment_id: UUID
    version: int
    cleared_on: dt.date | None = None


@command(allow="sales.payment.bounce", returns=PaymentView)
class BouncePayment:
    """A cheque or an online payment was not honoured, be it that it seemed to be; what it settled is open again from the day on.

    `bounced_on` is today unless it is named: neither before it was received nor in a closed period.
    """

    payment_id: UUID
    version: int
    reason: Reason
    bounced_on: dt.date | None = None


@command(allow="sales.payment.allocate", returns=PaymentView)
class AllocatePayment:
    """Say what a payment settles: invoices of its account, an order or a delivery that it is for; or `fifo`, the oldest invoices
    first.

    More than the payment has left, or than is open, is a 422 `over_allocated`.
    """

    payment_id: UUID
    version: int
    allocations: Allocations | None = None
    fifo: bool = False


@command(allow="sales.payment.allocate", returns=PaymentView)
class DeallocatePayment:
    """Take allocations of a payment back, all of them where none is named."""

    payment_id: UUID
    version: int
    allocation_ids: Annotated[list[UUID], Items(100, least=1)] | None = None


@command(allow="sales.payment.reverse", returns=PaymentView)
class ReversePayment:
    """The payment was entered in error and does not count. Not while it settles something (409) or its period is closed (422)."""

    payment_id: UUID
    version: int
    reason: Reason


@command(allow="sales.payment.refund", returns=PaymentView)
class RefundPayment:
    """Give money back that settles nothing: all of it, or an amount. The answer is the refund, a document of its own."""

    payment_id: UUID
    version: int
    reason: Reason
    amount: Money | None = None
    method: PaymentMethod | None = None
    refunded_on: dt.date | None = None
    bank_reference: Reference = ""


@command(allow="sales.payment.delete")
class DeletePayment:
    """Delete a draft."""

    payment_id: UUID
    version: int
