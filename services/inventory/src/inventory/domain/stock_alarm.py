"""The alarm: a product of which a warehouse is about to have too little."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.events import SafetyStockBreached, SafetyStockRecovered
from crm_kit.model import Aggregate, Machine, Mapped, String, column


class StockAlarm(Aggregate):
    """The projected stock (on hand, plus expected, less reserved) is below the safety stock, or was."""

    __tablename__ = "stock_alarms"
    MACHINE = Machine(recover=("open", "closed"))

    product_id: Mapped[UUID]
    warehouse_id: Mapped[UUID]
    on_hand: Mapped[Decimal]
    projected: Mapped[Decimal]
    safety: Mapped[Decimal]
    status: Mapped[str] = column(String(10), default="open")
    closed_at: Mapped[dt.datetime | None]

    @property
    def alarm_id(self) -> UUID:
        return self.id

    def breach(self) -> None:
        """It fell below."""
        self.status = "open"
        self.record(SafetyStockBreached)

    def see(self, on_hand: Decimal, projected: Decimal, safety: Decimal) -> bool:
        """Note how things stand; whether anything differs."""
        before = (self.on_hand, self.projected, self.safety)
        self.on_hand, self.projected, self.safety = on_hand, projected, safety
        return before != (on_hand, projected, safety)

    def recover(self, now: dt.datetime) -> None:
        """There is enough again."""
        self.transition("recover")
        self.closed_at = now
        self.record(SafetyStockRecovered)
