"""What sales shows of quotations."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.document_words import (
    BillingBasis,
    Instalment,
    LineKind,
    PriceEntry,
    PriceSource,
    QuotationStatus,
    ShipTo,
)
from crm_contracts.sales.order_words import OpenTicket, TaxTotal
from crm_kit.approval import Finding
from crm_kit.messages import view
from crm_kit.money import Money


@view
class QuotationLineView:
    """A line of a quotation; what is optional or an alternative is not part of the total. `origin_id` is its first version."""

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
    is_optional: bool
    is_alternative: bool
    ordered_qty: Decimal
    remaining: Decimal
    origin_id: UUID


@view
class QuotationRow:
    """A revision of a quotation in a list. `is_expired` where it can be accepted no more, for its time is over."""

    id: UUID
    version: int
    number: str
    revision: int
    is_latest: bool
    status: QuotationStatus
    is_expired: bool
    account_id: UUID
    account_name: str | None
    opportunity_id: UUID | None
    customer_reference: str
    quoted_on: dt.date
    valid_until: dt.date
    total: Money
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class QuotationView:
    """A revision of a quotation; all revisions share `number`."""

    id: UUID
    version: int
    number: str
    revision: int
    is_latest: bool
    previous_id: UUID | None
    copied_from: UUID | None
    status: QuotationStatus
    is_expired: bool
    account_id: UUID
    contact_id: UUID | None
    opportunity_id: UUID | None
    customer_reference: str
    currency: str
    quoted_on: dt.date
    valid_until: dt.date
    net: Money
    tax: Money
    total: Money
    taxes: list[TaxTotal]
    billing_basis: BillingBasis
    payment_terms_id: UUID | None
    terms: list[Instalment]
    terms_days: int
    ship_to: ShipTo | None
    note: str
    lines: list[QuotationLineView]
    findings: list[Finding]
    submitted_by: UUID | None
    submitted_at: dt.datetime | None
    decided_by: UUID | None
    decided_at: dt.datetime | None
    decision_comment: str
    sent_at: dt.datetime | None
    answered_at: dt.datetime | None
    closing_reason: str
    acknowledged_tickets: list[OpenTicket]
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class FieldChange:
    """What a field was before, and what it is now; None where the line was not, or is no more."""

    field: str
    old: str | None
    new: str | None


@view
class LineDiff:
    """How a line differs from the revision before. `line_id` is the line's in the first revision that had it."""

    line_id: UUID
    name: str
    kind: str
    changes: list[FieldChange]


@view
class QuotationDiff:
    """What differs between two revisions. Of a line, `kind` is added, removed or changed."""

    number: str
    from_revision: int
    to_revision: int
    fields: list[FieldChange]
    lines: list[LineDiff]


@view
class ExpiryView:
    """How many quotations were found to have expired."""

    expired: int
