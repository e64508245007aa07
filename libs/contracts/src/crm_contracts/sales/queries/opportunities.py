"""What one can ask about opportunities."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.opportunities import OpportunityRow, OpportunityView, PipelineRow, StageHistoryRow
from crm_contracts.sales.views.shares import SharesView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.opportunity.read", returns=OpportunityView)
class GetOpportunity:
    """One opportunity."""

    opportunity_id: UUID


@query(allow="sales.opportunity.read", returns=OpportunityRow)
class ListOpportunities(ListQuery):
    """Opportunities, newest first."""

    filters: ClassVar = (
        "status", "stage", "process_id", "process_version", "owner_id", "team_path", "account_id", "lead_id", "campaign_id",
        "source", "amount", "base_amount", "probability", "forecast_category", "close_date", "actual_close", "next_step_date",
        "product_ids", "region", "closing_reason", "lost_to", "is_override", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {
        "team_path": str, "lead_id": UUID, "campaign_id": UUID, "product_ids": list[UUID], "region": str, "closing_reason": str,
        "lost_to": str, "is_override": bool,
    }  # fmt: skip
    sorts: ClassVar = ("created_at", "name", "close_date", "updated_at")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="sales.opportunity.read", returns=SharesView)
class ListOpportunityShares:
    """With whom an opportunity is shared, oldest first."""

    opportunity_id: UUID


@query(allow="sales.opportunity.read", returns=StageHistoryRow)
class ListStageHistory(ListQuery):
    """What happened to opportunities, latest first: stages entered and left, close dates pushed, amounts changed."""

    filters: ClassVar = (
        "opportunity_id", "kind", "direction", "stage", "from_stage", "actor_id", "owner_id", "process_id", "is_override", "at",
        "pushed_days", "seconds_in_stage",
    )  # fmt: skip
    sorts: ClassVar = ("at",)
    default_sort: ClassVar = "-at"


@query(allow="sales.opportunity.read", returns=PipelineRow)
class ListPipeline(ListQuery):
    """Opportunities as they stood at the end of a day (UTC) in the past, by close date; only those that one may see today."""

    filters: ClassVar = (
        "status",
        "stage",
        "process_id",
        "owner_id",
        "account_id",
        "close_date",
        "probability",
        "amount",
        "base_amount",
    )
    sorts: ClassVar = ("close_date",)
    default_sort: ClassVar = "close_date"

    as_of: dt.date
