"""What payments once settled."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_kit.model import Fact, ForeignKey, Mapped, Money, column, money


class TakenBack(Fact):
    """What a payment settled of an invoice from one day until another, by which earlier days are shown as they were."""

    __tablename__ = "allocations_taken_back"

    payment_id: Mapped[UUID] = column(ForeignKey("payments.id", ondelete="CASCADE"))
    invoice_id: Mapped[UUID]
    settled: Mapped[Money] = money("settled")
    allocated_on: Mapped[dt.date]
    taken_back_on: Mapped[dt.date]
