"""The values that the messages of marketing are made of."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_kit.messages import value
from crm_kit.money import Money
from crm_kit.words import Between, Email, Items, Label, Line, Note, Text

PlanLevel = Literal["plan", "programme"]
PlanStatus = Literal["draft", "pending_approval", "approved", "closed"]
TransferStatus = Literal["pending_approval", "approved", "rejected"]
ListKind = Literal["dynamic", "static"]
SendBasis = Literal["consent", "contract", "legitimate_interest"]
CostStep = Literal["reserved", "committed", "actual"]
CampaignStatus = Literal[
    "draft", "pending_approval", "approved", "scheduled", "running", "paused", "completed", "stopped", "archived"
]  # fmt: skip
Channel = Literal["email", "sms", "web", "social", "post", "call", "event", "print"]
CostType = Literal["media", "material", "labour", "event", "incentive", "other"]
SendStatus = Literal["planned", "claimed", "sent", "delivered", "bounced", "failed", "suppressed", "unknown", "cancelled"]
SuppressionReason = Literal[
    "no_consent", "opted_out", "no_address", "bad_address", "open_ticket", "fatigue", "excluded", "stopped", "gone", "same_address",
]  # fmt: skip
RecordedKind = Literal["reply", "call", "visit", "registered", "attended", "purchased"]
SendKind = Literal["campaign", "acknowledgement", "test"]
TemplateChannel = Literal["email"]
ResponseKind = Literal[
    "sent", "delivered", "bounced", "open", "click", "reply", "form", "call", "visit", "registered", "attended", "purchased",
    "unsubscribed",
]  # fmt: skip
FormPurpose = Literal["lead", "ticket", "registration", "survey"]
FormStatus = Literal["open", "closed"]
SubmissionStatus = Literal["accepted", "quarantined", "released"]
SpamReason = Literal["honeypot", "too_fast", "no_start", "too_many", "links"]
EnquirerField = Literal["company", "full_name", "email", "phone", "message", "product_line"]
AttributionModel = Literal["first", "last", "linear"]
Percent = Annotated[Decimal, Between(Decimal(0), Decimal(100))]
Topic = Annotated[str, Text(60, least=1, pattern="^[a-z0-9][a-z0-9_.-]*$")]
Hours = Annotated[int, Between(0, 24 * 365)]
Slug = Annotated[str, Text(60, least=1, pattern="^[a-z0-9][a-z0-9-]*$")]


@value
class BudgetLine:
    """So much for one type of cost, in the base currency."""

    cost_type: CostType
    amount: Money


@value
class StepInput:
    """One message of a campaign: a template, sent so many hours after the launch."""

    template_id: UUID
    delay_hours: Hours = 0


Budget = Annotated[list[BudgetLine], Items(6)]
Steps = Annotated[list[StepInput], Items(20)]
ProductLines = Annotated[list[Label], Items(20)]


@value
class FormField:
    """A field of a form as people see it, and what of an enquirer it fills in."""

    maps_to: EnquirerField
    label: Label
    is_required: bool = False
    choices: Annotated[list[Label], Items(50)] = field(default_factory=list)


FormFields = Annotated[list[FormField], Items(6, least=1)]


@value
class Enquirer:
    """Who filled in a form, as they wrote it."""

    company: Label = ""
    full_name: Label = ""
    email: str | None = None
    phone: str | None = None
    message: Note = ""
    product_line: Label = ""


@value
class Answers:
    """What somebody wrote into a form. It is text and nothing else, whatever it looks like."""

    company: Label = ""
    full_name: Label = ""
    email: Email | None = None
    phone: Annotated[str, Text(40)] = ""
    message: Note = ""
    product_line: Label = ""


@value
class Agreed:
    """What an enquirer agreed to be contacted by, and in which words."""

    channels: list[str]
    wording: Line = ""


@value
class MessageSentRef:
    """A message of a campaign: the entry in the ledger and what it said."""

    send_id: UUID
    content_hash: str
