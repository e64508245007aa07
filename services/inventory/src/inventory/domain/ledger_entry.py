"""The stock ledger: two rows for each move, never changed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_kit.model import Fact, Mapped, String, column


class LedgerEntry(Fact):
    """What a move did to one place: `qty` and `value` (base currency) are negative where goods left it for the other one."""

    __tablename__ = "stock_ledger"

    move_id: Mapped[UUID]
    product_id: Mapped[UUID]
    location_id: Mapped[UUID]
    other_location_id: Mapped[UUID]
    warehouse_id: Mapped[UUID | None]
    qty: Mapped[Decimal]
    unit_cost: Mapped[Decimal]
    value: Mapped[Decimal]
    posted_on: Mapped[dt.date]
    document_kind: Mapped[str] = column(String(40))
    document_id: Mapped[UUID | None]
