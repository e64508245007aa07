"""What marketing shows of campaigns."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.marketing.words import CampaignStatus, Channel, SendBasis
from crm_kit.messages import view
from crm_kit.money import Money


@view
class CampaignRow:
    """A campaign in a list."""

    id: UUID
    version: int
    number: str
    name: str
    status: CampaignStatus
    channel: Channel
    plan_id: UUID | None
    list_id: UUID | None
    starts_on: dt.date
    ends_on: dt.date
    starts_at: dt.datetime | None
    count: int
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class StepView:
    """One message of a campaign."""

    id: UUID
    position: int
    template_id: UUID
    delay_hours: int


@view
class CampaignView:
    """A campaign. `count` is how many were in its list at launch; `status_note` why it was stopped or not started."""

    id: UUID
    version: int
    number: str
    name: str
    status: CampaignStatus
    plan_id: UUID | None
    goal: str
    product_lines: list[str]
    channel: Channel
    topic: str
    legal_basis: SendBasis | None
    sender_name: str
    sender_email: str | None
    reply_to: str | None
    starts_on: dt.date
    ends_on: dt.date
    starts_at: dt.datetime | None
    launched_at: dt.datetime | None
    list_id: UUID | None
    excluded_list_ids: list[UUID]
    expected_cost: Money | None
    steps: list[StepView]
    list_snapshot_id: UUID | None
    count: int
    status_note: str
    owner_id: UUID
    submitted_by: UUID | None
    submitted_at: dt.datetime | None
    decided_by: UUID | None
    decided_at: dt.datetime | None
    decision_comment: str
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class Hindrance:
    """Something that keeps a campaign from running, and the field that it lies in."""

    pointer: str
    code: str
    message: str


@view
class PreflightView:
    """Whether a campaign could run now: how many are in its list, how many of them could be written to, and what hinders it."""

    ready: bool
    count: int
    reachable: int
    hindrances: list[Hindrance]
