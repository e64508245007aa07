"""What inventory shows of purchase orders and receipts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.words import PurchaseOrderStatus, ReceiptStatus, ReceivedState
from crm_kit.approval import Finding
from crm_kit.messages import view
from crm_kit.money import Money


@view
class PurchaseLineView:
    """A line of a purchase order. `unit_price` is without tax, `total` is rounded to the currency, without tax.

    `last_price` is what the product cost before, in the same currency. `acknowledged_*` is what the supplier says instead.
    """

    id: UUID
    position: int
    product_id: UUID
    qty: Decimal
    uom: str
    unit_price: Decimal
    tax_rate: Decimal
    total: Money
    due_on: dt.date | None
    sales_line_id: UUID | None
    last_price: Decimal | None
    received: Decimal
    rejected: Decimal
    acknowledged_qty: Decimal | None
    acknowledged_due_on: dt.date | None


@view
class PurchaseOrderRow:
    """A purchase order in a list."""

    id: UUID
    version: int
    number: str
    revision: int
    status: PurchaseOrderStatus
    receipt_status: ReceivedState
    supplier_id: UUID
    supplier_name: str
    warehouse_id: UUID
    ordered_on: dt.date
    total: Money
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class PurchaseOrderView:
    """A purchase order. `revision` counts from 1 and goes up by an amendment; `findings` are why it waits for approval or did."""

    id: UUID
    version: int
    number: str
    revision: int
    status: PurchaseOrderStatus
    receipt_status: ReceivedState
    supplier_id: UUID
    supplier_name: str
    warehouse_id: UUID
    currency: str
    terms_days: int
    ordered_on: dt.date
    lines: list[PurchaseLineView]
    net: Money
    tax: Money
    total: Money
    supplier_reference: str
    sent_at: dt.datetime | None
    acknowledged_at: dt.datetime | None
    findings: list[Finding]
    submitted_by: UUID | None
    decided_by: UUID | None
    decided_at: dt.datetime | None
    decision_comment: str
    reason: str
    note: str
    external_reference: str | None
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class ReceiptLineView:
    """What arrived for a line of a purchase order: `qty` came, `accepted` of it goes to stock, `rejected` to quarantine."""

    id: UUID
    purchase_order_id: UUID
    purchase_line_id: UUID
    product_id: UUID
    qty: Decimal
    accepted: Decimal
    rejected: Decimal
    reject_reason: str


@view
class ReceiptRow:
    """A receipt in a list."""

    id: UUID
    version: int
    number: str
    status: ReceiptStatus
    supplier_id: UUID
    supplier_name: str
    warehouse_id: UUID
    purchase_order_ids: list[UUID]
    posted_on: dt.date | None
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class ReceiptView:
    """Goods that came from a supplier, for one or several of its purchase orders."""

    id: UUID
    version: int
    number: str
    status: ReceiptStatus
    supplier_id: UUID
    supplier_name: str
    warehouse_id: UUID
    purchase_order_ids: list[UUID]
    lines: list[ReceiptLineView]
    delivery_note: str
    posted_on: dt.date | None
    rate: Decimal | None
    rate_date: dt.date | None
    reason: str
    note: str
    external_reference: str | None
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime
