"""What a payment settles."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_kit.model import ForeignKey, Mapped, Money, Part, String, Text, column, money


class Allocation(Part):
    """A part of a payment, `amount`, that settles an invoice (`settled`, in the invoice's currency) or is kept for an order.

    `base_paid` and `base_settled` are what the two sides are worth in the base currency; their difference is the exchange result.
    `order_id` beside an invoice names its order where it has just one. What is for the goods of a delivery names that and their
    order.
    """

    __tablename__ = "payment_allocations"
    PARENT = "payment_id"

    payment_id: Mapped[UUID] = column(ForeignKey("payments.id", ondelete="CASCADE"), index=True)
    invoice_id: Mapped[UUID | None]
    order_id: Mapped[UUID | None]
    delivery_id: Mapped[UUID | None]
    amount: Mapped[Money] = money("amount")
    settled: Mapped[Money] = money("settled")
    rate: Mapped[Decimal]
    rate_reason: Mapped[str] = column(Text, default="")
    base_paid: Mapped[Decimal]
    base_settled: Mapped[Decimal]
    base_currency: Mapped[str] = column(String(3))
    allocated_on: Mapped[dt.date]

    def for_delivery(self, delivery_id: UUID | None, order_id: UUID) -> None:
        """It is for what a delivery, if one is named, holds of an order."""
        if delivery_id is not None:
            self.delivery_id, self.order_id = delivery_id, order_id

    @property
    def fx_result(self) -> Money:
        return Money(self.base_paid - self.base_settled, self.base_currency)
