"""What a tenant decides about its inventory."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, Money, String, Values, column, money

NONE = Decimal(0)


class Settings(Aggregate):
    """One row for a tenant, made by its first change. `closed_through` is the last day of the closed books."""

    __tablename__ = "settings"

    ship_by: Mapped[str] = column(String(10), default="notice")
    warehouse_id: Mapped[UUID | None]
    closed_through: Mapped[dt.date | None]
    over_delivery_percent: Mapped[Decimal] = column(default=NONE)
    over_receipt_percent: Mapped[Decimal] = column(default=NONE)
    price_rise_percent: Mapped[Decimal | None] = column(default=Decimal(10))
    amendment_rise_percent: Mapped[Decimal] = column(default=NONE)
    purchase_approval_limit: Mapped[Money | None] = money("purchase_approval_limit", optional=True)
    adjustment_approval_limit: Mapped[Money | None] = money("adjustment_approval_limit", optional=True)
    tracking_links: Mapped[Any] = column(Values, default=list)

    def change(self, changes: dict[str, Any], today: dt.date, base_currency: str) -> None:
        """Decide otherwise from now on; Invalid (422) for days that are not over and limits in another currency than the books'."""
        for name, value in changes.items():
            setattr(self, name, value)
        if self.closed_through is not None and self.closed_through >= today:
            raise Invalid.field("/closed_through", "in_the_future", "Books are closed through a day that is over")
        for name in ("purchase_approval_limit", "adjustment_approval_limit"):
            limit = getattr(self, name)
            if limit is not None and limit.currency != base_currency:
                raise Invalid.field(f"/{name}", "currency_mismatch", f"Limits are in {base_currency}")
        self.touch()


def check_day(day: dt.date, today: dt.date, closed_through: dt.date | None, pointer: str = "/posted_on") -> None:
    """Invalid (422) for a day that is still to come or in closed books."""
    if day > today:
        raise Invalid.field(pointer, "in_the_future", "Goods move today or have moved before")
    if closed_through is not None and day <= closed_through:
        raise Invalid.field(pointer, "period_closed", f"The books are closed through {closed_through}")
