"""The values that the messages of sales are made of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_kit.messages import value
from crm_kit.money import Money
from crm_kit.words import Between, CountryCode, Label, Line, Name, Text

Code = Annotated[str, Text(40, least=1, pattern="^[a-z0-9][a-z0-9_]*$")]
Percent = Annotated[int, Between(0, 100)]
Quantity = Annotated[Decimal, Between(Decimal("0.000001"), Decimal(10) ** 9)]
Price = Annotated[Decimal, Between(Decimal(0), Decimal(10) ** 10)]
Channel = Literal["email", "sms", "call", "post", "social"]
AccountKind = Literal["company", "person"]
LeadStatus = Literal["new", "assigned", "working", "nurturing", "accepted", "converted", "rejected", "recycled"]
RejectReason = Literal["wrong_contact", "no_need", "no_budget", "duplicate", "competitor", "other"]
OpportunityStatus = Literal["open", "on_hold", "won", "lost", "cancelled"]
OpenForecast = Literal["omitted", "pipeline", "best", "commit"]
ForecastCategory = Literal["omitted", "pipeline", "best", "commit", "closed"]
CancelReason = Literal["duplicate", "invalid"]
Outcome = Literal["won", "lost"]
Direction = Literal["forward", "back"]
GranteeKind = Literal["user", "team", "role"]
ShareLevel = Literal["read", "write"]


@value
class Address:
    """Where somebody is."""

    line1: Line
    line2: Line = ""
    city: Label = ""
    region: Label = ""
    postal_code: Annotated[str, Text(20)] = ""
    country: CountryCode | None = None


@value
class Consent:
    """What the enquirer agreed to be contacted by, in which words and when."""

    channels: list[Channel]
    wording: Line = ""
    basis: Label = "consent"
    given_at: dt.datetime | None = None


@value
class Utm:
    """The marks of the link by which the enquirer came."""

    source: Label = ""
    medium: Label = ""
    campaign: Label = ""
    term: Label = ""
    content: Label = ""


@value
class ProductInterest:
    """A product somebody asks about: its id where it is known, its name as they call it."""

    product_id: UUID | None = None
    name: Name


@value
class Person:
    """Somebody to talk to; `full_name` as they write it themselves."""

    first_name: Label = ""
    last_name: Label = ""
    full_name: Name
    emails: list[str]
    phones: list[str]
    title: Label = ""


@value
class Created:
    """Which of the three records a conversion made; the others were there."""

    account: bool
    contact: bool
    opportunity: bool


@value
class OpportunityAccount:
    """A customer who buys in the opportunity; one of them is the main one."""

    id: UUID
    is_main: bool


@value
class OpportunityContact:
    """Somebody at the customer's who matters for the opportunity."""

    id: UUID
    role: Label = ""


@value
class Split:
    """Whose success it is, in per cent; the splits of a deal add up to 100."""

    user_id: UUID
    percent: Decimal


@value
class BaseAmount:
    """What an amount is in the base currency, and the rate it was converted at."""

    amount: Money
    rate: Decimal
