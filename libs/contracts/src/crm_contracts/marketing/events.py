"""What marketing tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from crm_contracts.marketing.words import Agreed, CampaignStatus, Channel, Enquirer, FormPurpose, ResponseKind
from crm_kit.messages import event
from crm_kit.money import Money

# --- plans and campaigns ---------------------------------------------------------------------------------------------


@event("marketing.plan.approved.v1")
class PlanApproved:
    """A plan or programme may be carried out."""

    id: UUID
    name: str
    budget: Money
    starts_on: dt.date
    ends_on: dt.date
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class _Campaign:
    """A campaign as it stands. `count` is the number of members of the list as it was at launch."""

    id: UUID
    number: str
    name: str
    status: CampaignStatus
    channel: Channel
    plan_id: UUID | None
    starts_on: dt.date
    ends_on: dt.date
    list_snapshot_id: UUID | None
    count: int
    owner_id: UUID


@event("marketing.campaign.approved.v1")
class CampaignApproved(_Campaign):
    """The campaign may be scheduled."""


@event("marketing.campaign.launched.v1")
class CampaignLaunched(_Campaign):
    """The campaign runs."""


@event("marketing.campaign.paused.v1")
class CampaignPaused(_Campaign):
    """The campaign rests; nothing is sent meanwhile."""


@event("marketing.campaign.completed.v1")
class CampaignCompleted(_Campaign):
    """The campaign is over."""


@event("marketing.campaign.stopped.v1")
class CampaignStopped(_Campaign):
    """The campaign was ended before its time."""

    reason: str


@event("marketing.budget.threshold_reached.v1")
class BudgetThresholdReached:
    """So much of a campaign's budget is used, in per cent."""

    id: UUID
    used_pct: int
    available: Money


# --- messages and responses ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Message:
    """One message to one contact, as the ledger knows it. `reason` says why it was not sent or did not arrive."""

    id: UUID
    send_id: UUID
    contact_id: UUID
    account_id: UUID | None
    campaign_id: UUID
    channel: Channel
    content_hash: str
    reason: str


@event("marketing.message.sent.v1")
class MessageSent(_Message):
    """The message was handed over for delivery."""


@event("marketing.message.bounced.v1")
class MessageBounced(_Message):
    """The address does not take it."""


@event("marketing.message.suppressed.v1")
class MessageSuppressed(_Message):
    """The message is not sent."""


@event("marketing.consent.withdrawn.v1")
class ConsentWithdrawn:
    """A contact does not want to be written to any more, for `topic`; customers notes it in the log of consents."""

    id: UUID
    contact_id: UUID
    channel: Channel
    topic: str
    source: str
    evidence: str
    at: dt.datetime


@event("marketing.response.recorded.v1")
class ResponseRecorded:
    """Somebody reacted to a campaign; `human` where it was no machine that opened or clicked."""

    id: UUID
    contact_id: UUID | None
    account_id: UUID | None
    anonymous_id: str | None
    campaign_id: UUID | None
    kind: ResponseKind
    human: bool
    product_line: str
    at: dt.datetime


@event("marketing.form.submitted.v1", personal=True)
class FormSubmitted:
    """A web form was filled in and taken for real."""

    id: UUID
    submission_id: UUID
    form_id: UUID
    purpose: FormPurpose
    enquirer: Enquirer
    consent: Agreed | None
    campaign_id: UUID | None
    at: dt.datetime


@event("marketing.lead.qualified.v1", personal=True)
class LeadQualified:
    """A response is worth a salesperson's time; sales makes a lead of it, once per `submission_id`."""

    id: UUID
    response_id: UUID
    submission_id: UUID
    form_id: UUID
    enquirer: Enquirer
    score: int
    factors: list[str]
    campaign_id: UUID | None
    list_id: UUID | None
    source: str
    consent: Agreed | None
    received_at: dt.datetime
