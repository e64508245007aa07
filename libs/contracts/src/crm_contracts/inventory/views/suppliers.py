"""What inventory shows of suppliers and their prices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.words import SupplierAddress, SupplierDocument, SupplierGrade, SupplierStatus
from crm_kit.messages import view
from crm_kit.money import Money


@view
class SupplierRow:
    """A supplier in a list."""

    id: UUID
    version: int
    number: str
    name: str
    account_id: UUID
    status: SupplierStatus
    grade: SupplierGrade | None
    currency: str
    terms_days: int
    lead_time_days: int
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class SupplierView:
    """A supplier. `account_id` is the same company among the accounts; of `bank_account` only the last four signs are shown."""

    id: UUID
    version: int
    number: str
    name: str
    account_id: UUID
    status: SupplierStatus
    block_reason: str
    grade: SupplierGrade | None
    currency: str
    terms_days: int
    lead_time_days: int
    contact_name: str
    email: str | None
    phone: str | None
    website: str | None
    tax_id: str | None
    address: SupplierAddress | None
    bank_name: str
    bank_holder: str
    bank_account_masked: str | None
    bank_code: str
    documents: list[SupplierDocument]
    note: str
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class SupplierBankView:
    """Where a supplier is paid, in full."""

    id: UUID
    bank_name: str
    bank_holder: str
    bank_account: str | None
    bank_code: str


@view
class SupplierPriceView:
    """What a supplier asks for a product, from a quantity on, on the days from `valid_from` to `valid_until`, both included."""

    id: UUID
    version: int
    supplier_id: UUID
    product_id: UUID
    price: Money
    min_qty: Decimal
    moq: Decimal | None
    valid_from: dt.date
    valid_until: dt.date | None
    supplier_code: str
    lead_time_days: int | None
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class PurchasePriceRow:
    """What was agreed for a product on a line of a purchase order; `id` is the line's."""

    id: UUID
    purchase_order_id: UUID
    purchase_order_number: str
    supplier_id: UUID
    supplier_name: str
    product_id: UUID
    ordered_on: dt.date
    qty: Decimal
    uom: str
    unit_price: Decimal
    currency: str
