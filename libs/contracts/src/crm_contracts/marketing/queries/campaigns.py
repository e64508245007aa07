"""What one can ask about campaigns."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.marketing.views.campaigns import CampaignRow, CampaignView, PreflightView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="marketing.campaign.read", returns=CampaignView)
class GetCampaign:
    """One campaign."""

    campaign_id: UUID


@query(allow="marketing.campaign.read", returns=CampaignRow)
class ListCampaigns(ListQuery):
    """Campaigns, newest first."""

    filters: ClassVar = (
        "status", "channel", "plan_id", "list_id", "starts_on", "ends_on", "starts_at", "owner_id", "created_at", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "starts_on", "name")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="marketing.campaign.read", returns=PreflightView)
class PreflightCampaign:
    """Whether a campaign could run now, and all that hinders it."""

    campaign_id: UUID
