"""The values that the messages of sales are made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_kit.messages import value
from crm_kit.money import Money
from crm_kit.words import Between, CountryCode, Items, Label, Line, Name, Text

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
RequiredField = Literal["amount", "products", "contacts", "competitors", "team", "description"]
EvidenceKind = Literal["quotation", "order", "contract"]
JournalKind = Literal[
    "created", "stage", "amount", "close_date", "probability", "owner", "hold", "resume", "win", "lose", "cancel", "reopen",
    "revert", "migrate", "delete", "restore",
]  # fmt: skip
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


BreachStep = Literal["owner", "manager", "reassigned"]
LeadStrategy = Literal["queue", "round_robin", "least_open"]
TimeOfDay = Annotated[str, Text(5, least=5, pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Weekday = Annotated[int, Between(0, 6)]


@value
class BusinessHours:
    """When enquiries are answered: on these days of the week (0 is Monday), in this zone; never on the country's holidays."""

    zone: Annotated[str, Text(60, least=1)]
    opens: TimeOfDay
    closes: TimeOfDay
    days: Annotated[list[Weekday], Items(7, least=1)]
    country: CountryCode | None = None


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
    is_main: bool = False


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
class Member:
    """A colleague who works on an opportunity."""

    user_id: UUID
    role: Label = ""


@value
class ProductLine:
    """A product that the customer may buy: how much of it, and what one costs."""

    product_id: UUID | None = None
    name: Name
    qty: Quantity
    unit_price: Money


@value
class Criterion:
    """A field that must be filled before a stage is entered or left."""

    field: RequiredField
    label: Label = ""


@value
class Stage:
    """A step of a sales process. `code` stays the same over the versions of the process; `max_days` is how long one may stay."""

    code: Code
    name: Name
    probability: Percent
    forecast_category: OpenForecast = "pipeline"
    max_days: Annotated[int, Between(1, 3650)] | None = None
    steps: Annotated[list[Line], Items(20)] = field(default_factory=list)
    entry_criteria: Annotated[list[Criterion], Items(10)] = field(default_factory=list)
    exit_criteria: Annotated[list[Criterion], Items(10)] = field(default_factory=list)


@value
class Evidence:
    """What shows that the customer buys: an accepted quotation, a confirmed order or a signed contract, and its number."""

    kind: EvidenceKind
    reference: Annotated[str, Text(100, least=1)]
