"""What sales shows of invoices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.document_words import InvoiceKind, PaymentStatus
from crm_contracts.sales.money_words import DuePart, InvoiceLineKind, InvoiceWorkflow
from crm_contracts.sales.order_words import TaxTotal
from crm_contracts.sales.views.consignments import ConsignmentView
from crm_kit.messages import view
from crm_kit.money import Money


@view
class InvoiceLineView:
    """A line of an invoice; on credit notes and deductions quantity and amounts are negative.

    `credited_line_id` is the line that a credit note takes back, `source_line_id` the down payment that a deduction takes off.
    """

    id: UUID
    position: int
    kind: InvoiceLineKind
    order_id: UUID
    order_line_id: UUID | None
    source_line_id: UUID | None
    credited_line_id: UUID | None
    product_id: UUID | None
    name: str
    qty: Decimal
    uom: str
    tax_rate: Decimal
    net: Money
    tax: Money
    gross: Money


@view
class InvoiceRow:
    """An invoice in a list. `number` is None until it is posted; `is_overdue` compares `due_on` with today."""

    id: UUID
    version: int
    number: str | None
    kind: InvoiceKind
    status: InvoiceWorkflow
    account_id: UUID
    account_name: str | None
    order_ids: list[UUID]
    total: Money
    open: Money
    base_amount: Money | None
    payment_status: PaymentStatus
    posted_on: dt.date | None
    due_on: dt.date | None
    is_overdue: bool
    tax_number: str | None
    external_reference: str | None
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class InvoiceView:
    """An invoice, down-payment invoice or credit note.

    `open` is the total less what was paid and credited. `due_on` is the next day on which something of it is due, `instalments` has
    all of them. `rate` and `base_amount` are those of the day it was posted on and never change.
    """

    id: UUID
    version: int
    number: str | None
    kind: InvoiceKind
    status: InvoiceWorkflow
    account_id: UUID
    order_ids: list[UUID]
    credits_id: UUID | None
    lines: list[InvoiceLineView]
    taxes: list[TaxTotal]
    net: Money
    tax: Money
    total: Money
    paid: Money
    credited: Money
    open: Money
    payment_status: PaymentStatus
    is_overdue: bool
    posted_on: dt.date | None
    due_on: dt.date | None
    instalments: list[DuePart]
    rate: Decimal | None
    rate_date: dt.date | None
    base_amount: Money | None
    tax_number: str | None
    tax_code: str
    tax_type: str
    remark: str
    reason: str
    external_reference: str | None
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class InvoiceDetail(InvoiceView):
    """An invoice with the consignments of the goods of its orders, and those that it went with on paper; the latest news first."""

    consignments: list[ConsignmentView]


@view
class NumberGapsRow:
    """The numbers of one kind and year: how many were given, how many of these stand on an invoice, and those that do not."""

    prefix: str
    year: int
    last: int
    used: int
    void: int
    missing: list[str]


@view
class NumberGapsView:
    """The report about gaps between invoice numbers; `complete` where there is none."""

    complete: bool
    rows: list[NumberGapsRow]
