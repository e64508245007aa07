"""Goods that are on their way in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_kit.model import Mapped, ReadCopy


class StockExpected(ReadCopy):
    """What an open purchase order's line is to bring; the id is the line's."""

    __tablename__ = "stock_expected"

    product_id: Mapped[UUID]
    warehouse_id: Mapped[UUID]
    qty: Mapped[Decimal]
    due_on: Mapped[dt.date | None]
