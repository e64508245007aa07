"""What one can do with the settings of sales."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from crm_contracts.sales.document_words import BillingBasis, Days, Discount, PriceEntry
from crm_contracts.sales.views.settings import CheckLevel, SettingsView
from crm_contracts.sales.words import BusinessHours
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Line, Unset

Minutes = Annotated[int, Between(1, 60 * 24 * 60)]


@command(allow="sales.settings.change", returns=SettingsView)
class ChangeSettings:
    """Change the settings of sales; `version` is 0 where none was changed before."""

    version: int
    max_discount_percent: Discount | Unset = UNSET
    credit_check: CheckLevel | Unset = UNSET
    discount_check: CheckLevel | Unset = UNSET
    availability_check: CheckLevel | Unset = UNSET
    duplicate_check: CheckLevel | Unset = UNSET
    ship_to_check: CheckLevel | Unset = UNSET
    duplicate_hours: Annotated[int, Between(0, 720)] | Unset = UNSET
    billing_basis: BillingBasis | Unset = UNSET
    price_entry_mode: PriceEntry | Unset = UNSET
    terms_days: Days | Unset = UNSET
    quotation_days: Annotated[int, Between(1, 730)] | Unset = UNSET
    over_invoice_percent: Discount | Unset = UNSET
    closed_through: dt.date | Unset | None = UNSET
    response_minutes: Minutes | Unset = UNSET
    escalation_minutes: Minutes | Unset = UNSET
    business_hours: BusinessHours | Unset | None = UNSET
    reason: Line = ""
