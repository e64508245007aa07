"""What one can do with suppliers and their prices."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from crm_contracts.inventory.views.suppliers import SupplierPriceView, SupplierView
from crm_contracts.inventory.words import Quantity, SomeOrNone, SupplierAddress, SupplierDocument, SupplierGrade
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import UNSET, Between, Currency, Email, Items, Label, Name, Note, Phone, Reason, Secret, Text, Unset, Website

TaxId = Annotated[str, Text(40, least=1)]
BankAccount = Annotated[str, Secret(60)]
BankCode = Annotated[str, Text(20)]
Days = Annotated[int, Between(0, 730)]
Documents = Annotated[list[SupplierDocument], Items(50)]
SupplierCode = Annotated[str, Text(60)]


@command(allow="inventory.supplier.create", returns=SupplierView)
class CreateSupplier:
    """A company to buy from. `account_id` is the same company among the accounts; without it customers gets an account of it.

    One with the same name or tax id exists: 409 `duplicate`. Without a currency it is the base currency.
    """

    name: Name
    account_id: UUID | None = None
    currency: Currency | None = None
    terms_days: Days = 30
    lead_time_days: Days = 0
    grade: SupplierGrade | None = None
    contact_name: Label = ""
    email: Email | None = None
    phone: Phone | None = None
    website: Website | None = None
    tax_id: TaxId | None = None
    address: SupplierAddress | None = None
    bank_name: Label = ""
    bank_holder: Label = ""
    bank_account: BankAccount | None = None
    bank_code: BankCode = ""
    documents: Documents = field(default_factory=list)
    note: Note = ""
    owner_id: UUID | None = None


@command(allow="inventory.supplier.update", returns=SupplierView)
class ChangeSupplier:
    """Change what is known of a supplier. `documents` replaces those that were there."""

    supplier_id: UUID
    version: int
    name: Name | Unset = UNSET
    currency: Currency | Unset = UNSET
    terms_days: Days | Unset = UNSET
    lead_time_days: Days | Unset = UNSET
    grade: SupplierGrade | Unset | None = UNSET
    contact_name: Label | Unset = UNSET
    email: Email | Unset | None = UNSET
    phone: Phone | Unset | None = UNSET
    website: Website | Unset | None = UNSET
    tax_id: TaxId | Unset | None = UNSET
    address: SupplierAddress | Unset | None = UNSET
    bank_name: Label | Unset = UNSET
    bank_holder: Label | Unset = UNSET
    bank_account: BankAccount | Unset | None = UNSET
    bank_code: BankCode | Unset = UNSET
    documents: Documents | Unset = UNSET
    note: Note | Unset = UNSET


@command(allow="inventory.supplier.block", returns=SupplierView)
class BlockSupplier:
    """Nothing is ordered from the supplier until it is unblocked."""

    supplier_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.supplier.unblock", returns=SupplierView)
class UnblockSupplier:
    """The supplier may be ordered from again."""

    supplier_id: UUID
    version: int


@command(allow="inventory.supplier_price.create", returns=SupplierPriceView)
class CreateSupplierPrice:
    """What a supplier asks for a product, from today on unless `valid_from` says otherwise.

    Two prices of one currency and `min_qty` cannot hold on the same day: 409 `overlapping_price`.
    """

    supplier_id: UUID
    product_id: UUID
    price: Money
    min_qty: SomeOrNone = Decimal(0)
    moq: Quantity | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    supplier_code: SupplierCode = ""
    lead_time_days: Days | None = None


@command(allow="inventory.supplier_price.update", returns=SupplierPriceView)
class ChangeSupplierPrice:
    """Change a price, or end it: `valid_until`. Purchase orders keep what they were made with."""

    supplier_price_id: UUID
    version: int
    price: Money | Unset = UNSET
    min_qty: SomeOrNone | Unset = UNSET
    moq: Quantity | Unset | None = UNSET
    valid_from: dt.date | Unset = UNSET
    valid_until: dt.date | Unset | None = UNSET
    supplier_code: SupplierCode | Unset = UNSET
    lead_time_days: Days | Unset | None = UNSET


@command(allow="inventory.supplier_price.delete")
class DeleteSupplierPrice:
    """Delete a price that should not have been entered."""

    supplier_price_id: UUID
    version: int
