"""The settings of sales: one set per tenant."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, String, Values, column

DEFAULTS: dict[str, Any] = {
    "max_discount_percent": Decimal(30), "credit_check": "approve", "discount_check": "approve", "availability_check": "warn",
    "duplicate_check": "warn", "ship_to_check": "block", "duplicate_hours": 24, "billing_basis": "delivered",
    "price_entry_mode": "net", "terms_days": 30, "quotation_days": 30, "over_invoice_percent": Decimal(0), "closed_through": None,
    "response_minutes": 1440, "escalation_minutes": 240, "business_hours": None,
}  # fmt: skip


class SalesSettings(Aggregate):
    """Has the tenant's id. The checks say what becomes of an order that does not pass: block, approve, warn, or off.

    Nothing is posted on `closed_through` or before. Quotations and orders are no postings: they may be dated so.
    """

    __tablename__ = "settings"

    max_discount_percent: Mapped[Decimal]
    credit_check: Mapped[str] = column(String(10))
    discount_check: Mapped[str] = column(String(10))
    availability_check: Mapped[str] = column(String(10))
    duplicate_check: Mapped[str] = column(String(10))
    ship_to_check: Mapped[str] = column(String(10))
    duplicate_hours: Mapped[int]
    billing_basis: Mapped[str] = column(String(10))
    price_entry_mode: Mapped[str] = column(String(5))
    terms_days: Mapped[int]
    quotation_days: Mapped[int]
    over_invoice_percent: Mapped[Decimal]
    closed_through: Mapped[dt.date | None]
    response_minutes: Mapped[int] = column(default=1440)
    escalation_minutes: Mapped[int] = column(default=240)
    business_hours: Mapped[Any] = column(Values, nullable=True)

    @classmethod
    def unset(cls, tenant_id: UUID) -> SalesSettings:
        """The settings of a tenant that has changed none: version 0."""
        return cls(id=tenant_id, version=0, **DEFAULTS)

    @property
    def opens_on(self) -> dt.date:
        """The first day that is not closed."""
        return self.closed_through + dt.timedelta(days=1) if self.closed_through else dt.date.min

    def check_open(self, day: dt.date, today: dt.date, pointer: str) -> None:
        """Invalid (422) for a day on which nothing can be posted: one to come, or one of a closed period."""
        if day > today:
            raise Invalid.field(pointer, "in_the_future", "It is posted today or before")
        if self.closed_through is not None and day <= self.closed_through:
            raise Invalid.field(pointer, "period_closed", f"The books are closed through {self.closed_through}")
