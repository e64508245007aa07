"""What one can ask about leads."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.leads import LeadRow, LeadView
from crm_contracts.sales.views.shares import SharesView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.lead.read", returns=LeadView)
class GetLead:
    """One lead."""

    lead_id: UUID


@query(allow="sales.lead.read", returns=LeadRow)
class ListLeads(ListQuery):
    """Leads, newest first."""

    filters: ClassVar = (
        "status", "source", "owner_id", "queue_id", "campaign_id", "score", "response_due", "first_response_at",
        "account_id", "contact_id", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {"account_id": UUID, "contact_id": UUID}
    sorts: ClassVar = ("created_at", "company_or_person", "score")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="sales.lead.read", returns=SharesView)
class ListLeadShares:
    """With whom a lead is shared, oldest first."""

    lead_id: UUID
