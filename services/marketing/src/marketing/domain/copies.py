"""What marketing keeps of other services' records, as their last news told: customers, their orders, tickets and leads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.model import Mapped, Owned, ReadCopy, String, Values, column, sorted_text


class AccountCopy(Owned, ReadCopy):
    """An account as marketing chooses by it. `merged_into` is set where it became another one."""

    __tablename__ = "account_copies"

    name: Mapped[str] = column(sorted_text(200))
    kind: Mapped[str] = column(String(10), default="company")
    types: Mapped[list[str]] = column(default=list)
    status: Mapped[str] = column(String(10), default="active")
    level: Mapped[str | None] = column(String(40))
    industry: Mapped[str | None] = column(String(100))
    region: Mapped[str | None] = column(String(100))
    source: Mapped[str | None] = column(String(200))
    is_deleted: Mapped[bool] = column(default=False)
    merged_into: Mapped[UUID | None]


class ContactCopy(Owned, ReadCopy):
    """A contact as marketing writes to it: `email` is the first of its addresses, `account_id` the first of its accounts."""

    __tablename__ = "contact_copies"

    name: Mapped[str] = column(sorted_text(200))
    first_name: Mapped[str] = column(String(100), default="")
    last_name: Mapped[str] = column(String(100), default="")
    title: Mapped[str] = column(String(100), default="")
    kind: Mapped[str] = column(String(30), default="employee")
    email: Mapped[str] = column(String(254), default="")
    emails: Mapped[list[str]] = column(default=list)
    phone: Mapped[str] = column(String(40), default="")
    account_id: Mapped[UUID | None]
    account_ids: Mapped[list[UUID]] = column(default=list)
    is_deleted: Mapped[bool] = column(default=False)
    merged_into: Mapped[UUID | None]
    updated_at: Mapped[dt.datetime]


class ConsentCopy(ReadCopy):
    """What a contact agrees to on a channel, for a topic: the entry of the log of consents that counts."""

    __tablename__ = "consent_copies"

    contact_id: Mapped[UUID]
    channel: Mapped[str] = column(String(10))
    topic: Mapped[str] = column(String(60))
    status: Mapped[str] = column(String(10))
    basis: Mapped[str] = column(String(30))
    entry_id: Mapped[UUID]
    at: Mapped[dt.datetime]


class OrderCopy(ReadCopy):
    """An order that binds or bound. `net` is what its product lines come to, without tax, in its own currency."""

    __tablename__ = "order_copies"

    number: Mapped[str] = column(String(30))
    status: Mapped[str] = column(String(20))
    account_id: Mapped[UUID]
    opportunity_id: Mapped[UUID | None]
    ordered_on: Mapped[dt.date]
    currency: Mapped[str] = column(String(3))
    net: Mapped[Decimal]
    undelivered: Mapped[Decimal]
    payment_status: Mapped[str] = column(String(10))


class LeadCopy(ReadCopy):
    """A lead, and the campaign it came by."""

    __tablename__ = "lead_copies"

    status: Mapped[str] = column(String(20))
    source: Mapped[str] = column(String(200), default="")
    campaign_id: Mapped[UUID | None]
    response_id: Mapped[UUID | None]
    list_id: Mapped[UUID | None]
    came_at: Mapped[dt.datetime | None]
    first_response_at: Mapped[dt.datetime | None]
    is_deleted: Mapped[bool] = column(default=False)


class ConversionCopy(ReadCopy):
    """What a lead became; has the lead's id."""

    __tablename__ = "conversion_copies"

    account_id: Mapped[UUID]
    contact_id: Mapped[UUID | None]
    opportunity_id: Mapped[UUID | None]
    campaign_id: Mapped[UUID | None]
    converted_at: Mapped[dt.datetime]


class OpportunityCopy(ReadCopy):
    """An opportunity, and the campaign it came by."""

    __tablename__ = "opportunity_copies"

    status: Mapped[str] = column(String(20))
    stage: Mapped[str] = column(String(100), default="")
    campaign_id: Mapped[UUID | None]
    lead_id: Mapped[UUID | None]
    account_ids: Mapped[list[UUID]] = column(default=list)
    amount: Mapped[Decimal | None]
    currency: Mapped[str | None] = column(String(3))
    close_date: Mapped[dt.date | None]
    is_deleted: Mapped[bool] = column(default=False)


class TicketCopy(ReadCopy):
    """A ticket; while it `suppresses_promotion` its account gets no messages."""

    __tablename__ = "ticket_copies"

    number: Mapped[str] = column(String(30))
    kind: Mapped[str] = column(String(20))
    status: Mapped[str] = column(String(30))
    account_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    escalation_level: Mapped[int]
    suppresses_promotion: Mapped[bool]


class DeliveryCopy(ReadCopy):
    """A delivery, what it holds of which order's line, and what that was worth. What came back counts for nothing."""

    __tablename__ = "delivery_copies"

    order_ids: Mapped[list[UUID]]
    lines: Mapped[Any] = column(Values)
    costs: Mapped[Any] = column(Values)
    is_returned: Mapped[bool] = column(default=False)


class ExchangeRateCopy(ReadCopy):
    """One unit of `currency` is `rate` units of `base_currency` from `date` on."""

    __tablename__ = "exchange_rate_copies"

    currency: Mapped[str] = column(String(3))
    base_currency: Mapped[str] = column(String(3))
    rate: Mapped[Decimal]
    date: Mapped[dt.date]
