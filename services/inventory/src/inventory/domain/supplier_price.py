"""What a supplier asks for a product."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, ForeignKey, Mapped, Money, String, column, money


class SupplierPrice(Aggregate):
    """A price from a quantity on, from `valid_from` to `valid_until`, both included; without an end until further notice."""

    __tablename__ = "supplier_prices"

    supplier_id: Mapped[UUID] = column(ForeignKey("suppliers.id", ondelete="CASCADE"))
    product_id: Mapped[UUID]
    price: Mapped[Money] = money("price")
    min_qty: Mapped[Decimal] = column(default=Decimal(0))
    moq: Mapped[Decimal | None]
    valid_from: Mapped[dt.date]
    valid_until: Mapped[dt.date | None]
    supplier_code: Mapped[str] = column(String(60), default="")
    lead_time_days: Mapped[int | None]

    def tell(self, told: dict[str, Any]) -> None:
        """Be as told. Invalid (422) for a price below nothing, or an end before the beginning."""
        for name, value in told.items():
            setattr(self, name, value)
        if self.price.amount < 0:
            raise Invalid.field("/price", "negative", "A price is not below 0")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise Invalid.field("/valid_until", "before_beginning", "It ends on the day it begins or later")
