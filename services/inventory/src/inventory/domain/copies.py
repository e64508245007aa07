"""What inventory keeps of other services' records: accounts, exchange rates and invoices, as their last news told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_kit.model import Mapped, Owned, ReadCopy, String, column, sorted_text


class AccountCopy(Owned, ReadCopy):
    """An account as inventory needs it. `merged_into` is set where it became another one."""

    __tablename__ = "account_copies"

    name: Mapped[str] = column(sorted_text(200))
    region: Mapped[str | None] = column(String(100))
    industry: Mapped[str | None] = column(String(100))
    is_deleted: Mapped[bool] = column(default=False)
    merged_into: Mapped[UUID | None]


class ExchangeRateCopy(ReadCopy):
    """What one unit of a currency is worth in the base currency from a day on."""

    __tablename__ = "exchange_rate_copies"

    currency: Mapped[str] = column(String(3))
    base_currency: Mapped[str] = column(String(3))
    rate: Mapped[Decimal]
    date: Mapped[dt.date]


class InvoiceCopy(Owned, ReadCopy):
    """A posted invoice or credit note, and the orders that it bills."""

    __tablename__ = "invoice_copies"

    number: Mapped[str] = column(String(40))
    account_id: Mapped[UUID]
    order_ids: Mapped[list[UUID]]
