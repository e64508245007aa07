"""What one can ask of sales."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views import LeadRow
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.lead.read", returns=LeadRow)
class GetLead:
    """One lead."""

    lead_id: UUID


@query(allow="sales.lead.read", returns=LeadRow)
class ListLeads(ListQuery):
    """Leads, newest first."""

    filters: ClassVar = ("status", "source", "owner_id", "score", "created_at")
    sorts: ClassVar = ("created_at", "company_or_person", "score")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True
