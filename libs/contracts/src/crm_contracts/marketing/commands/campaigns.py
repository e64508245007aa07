"""What one can do with campaigns."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.marketing.views.campaigns import CampaignView
from crm_contracts.marketing.words import Channel, ProductLines, SendBasis, Steps, Topic
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import UNSET, Email, Items, Label, Name, Note, Reason, Unset

Lists = Annotated[list[UUID], Items(20)]


@command(allow="marketing.campaign.create", returns=CampaignView)
class CreateCampaign:
    """Make a campaign. Its period lies inside that of its plan.

    On the legal basis `consent` only who opted in to the topic is written to; on the others everybody who did not refuse.
    """

    name: Name
    starts_on: dt.date
    ends_on: dt.date
    plan_id: UUID | None = None
    goal: Note = ""
    product_lines: ProductLines = field(default_factory=list)
    channel: Channel = "email"
    topic: Topic = "all"
    legal_basis: SendBasis | None = None
    sender_name: Label = ""
    sender_email: Email | None = None
    reply_to: Email | None = None
    list_id: UUID | None = None
    excluded_list_ids: Lists = field(default_factory=list)
    expected_cost: Money | None = None
    steps: Steps = field(default_factory=list)
    owner_id: UUID | None = None


@command(allow="marketing.campaign.update", returns=CampaignView)
class ChangeCampaign:
    """Correct a campaign that is a draft."""

    campaign_id: UUID
    version: int
    name: Name | Unset = UNSET
    goal: Note | Unset = UNSET
    product_lines: ProductLines | Unset = UNSET
    topic: Topic | Unset = UNSET
    legal_basis: SendBasis | Unset | None = UNSET
    sender_name: Label | Unset = UNSET
    sender_email: Email | Unset | None = UNSET
    reply_to: Email | Unset | None = UNSET
    starts_on: dt.date | Unset = UNSET
    ends_on: dt.date | Unset = UNSET
    list_id: UUID | Unset | None = UNSET
    excluded_list_ids: Lists | Unset = UNSET
    expected_cost: Money | Unset | None = UNSET
    steps: Steps | Unset = UNSET


@command(allow="marketing.campaign.submit", returns=CampaignView)
class SubmitCampaign:
    """Ask for approval of a campaign."""

    campaign_id: UUID
    version: int


@command(allow="marketing.campaign.approve", returns=CampaignView)
class ApproveCampaign:
    """Let a campaign run, as somebody else than its author."""

    campaign_id: UUID
    version: int
    comment: Note = ""


@command(allow="marketing.campaign.return", returns=CampaignView)
class ReturnCampaign:
    """Send a campaign back to its author, as somebody else."""

    campaign_id: UUID
    version: int
    comment: Reason


@command(allow="marketing.campaign.schedule", returns=CampaignView)
class ScheduleCampaign:
    """Have an approved campaign start by itself. 422 names everything that would keep it from running, before anything is sent."""

    campaign_id: UUID
    version: int
    starts_at: dt.datetime


@command(allow="marketing.campaign.schedule", returns=CampaignView)
class UnscheduleCampaign:
    """Do not start the campaign then, after all; it is approved still."""

    campaign_id: UUID
    version: int


@command(allow="marketing.campaign.launch", returns=CampaignView)
class LaunchCampaign:
    """Start an approved campaign now, for those who are in its list at this moment. 422 as with `schedule`."""

    campaign_id: UUID
    version: int


@command(allow="marketing.campaign.pause", returns=CampaignView)
class PauseCampaign:
    """Send nothing more for the time being."""

    campaign_id: UUID
    version: int


@command(allow="marketing.campaign.resume", returns=CampaignView)
class ResumeCampaign:
    """Go on with a paused campaign."""

    campaign_id: UUID
    version: int


@command(allow="marketing.campaign.stop", returns=CampaignView)
class StopCampaign:
    """End a campaign before its time; what was not sent yet never is."""

    campaign_id: UUID
    version: int
    reason: Reason


@command(allow="marketing.campaign.archive", returns=CampaignView)
class ArchiveCampaign:
    """Put a campaign away that is over."""

    campaign_id: UUID
    version: int
