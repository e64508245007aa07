"""What sales shows of its settings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from crm_contracts.sales.document_words import BillingBasis, PriceEntry
from crm_contracts.sales.words import BusinessHours
from crm_kit.messages import view

CheckLevel = Literal["block", "approve", "warn", "off"]


@view
class SettingsView:
    """The settings of sales; version 0 while none was changed. The checks say what becomes of an order that does not pass them.

    Nothing can be posted on a day up to `closed_through`. An enquiry is to be answered within `response_minutes`; the next one is
    told `escalation_minutes` later. Both are counted in `business_hours`, or round the clock where there are none.
    """

    version: int
    max_discount_percent: Decimal
    credit_check: CheckLevel
    discount_check: CheckLevel
    availability_check: CheckLevel
    duplicate_check: CheckLevel
    ship_to_check: CheckLevel
    duplicate_hours: int
    billing_basis: BillingBasis
    price_entry_mode: PriceEntry
    terms_days: int
    quotation_days: int
    over_invoice_percent: Decimal
    closed_through: dt.date | None
    response_minutes: int
    escalation_minutes: int
    business_hours: BusinessHours | None
