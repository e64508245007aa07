"""What customers keeps of others: opportunities, orders, exchange rates and tickets, as their last news told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_kit.model import Mapped, Owned, ReadCopy, String, column


class OpportunityCopy(Owned, ReadCopy):
    """An opportunity as its customer's figures need it: it counts for its main account, `account_id`.

    `base_amount` is in the base currency, frozen when it was won; `status` may also be deleted.
    """

    __tablename__ = "opportunity_copies"

    account_id: Mapped[UUID]
    account_ids: Mapped[list[UUID]]
    status: Mapped[str] = column(String(20))
    amount: Mapped[Decimal | None]
    currency: Mapped[str | None] = column(String(3))
    base_amount: Mapped[Decimal | None]
    won_on: Mapped[dt.date | None]


class OrderCopy(Owned, ReadCopy):
    """A confirmed order as its customer's figures need it.

    `amount` is what it brings: its total, or what was shipped of it where the rest is not delivered any more; `base_amount` is
    that in the base currency, at the rate that the order keeps. None where sales has not told it.
    """

    __tablename__ = "order_copies"

    account_id: Mapped[UUID]
    opportunity_id: Mapped[UUID | None]
    status: Mapped[str] = column(String(20))
    amount: Mapped[Decimal]
    currency: Mapped[str] = column(String(3))
    base_amount: Mapped[Decimal | None]
    base_currency: Mapped[str | None] = column(String(3))
    ordered_on: Mapped[dt.date]


class TicketCopy(ReadCopy):
    """A ticket as far as it endangers its account: `risk` says why it does, None where it does not."""

    __tablename__ = "ticket_copies"

    account_id: Mapped[UUID | None]
    number: Mapped[str] = column(String(30))
    risk: Mapped[str | None] = column(String(200))


class RateCopy(ReadCopy):
    """What one unit of a currency was worth in the base currency from a day on."""

    __tablename__ = "rate_copies"

    currency: Mapped[str] = column(String(3))
    rate: Mapped[Decimal]
    date: Mapped[dt.date]
