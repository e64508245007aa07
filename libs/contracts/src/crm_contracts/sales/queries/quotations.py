"""What one can ask about quotations."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.quotations import QuotationDiff, QuotationRow, QuotationView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.quotation.read", returns=QuotationView)
class GetQuotation:
    """One revision of a quotation."""

    quotation_id: UUID


@query(allow="sales.quotation.read", returns=QuotationDiff)
class DiffQuotations:
    """How a revision differs from another one of the same quotation: the one before it, unless it is named."""

    quotation_id: UUID
    with_id: UUID | None = None


@query(allow="sales.quotation.read", returns=QuotationRow)
class ListQuotations(ListQuery):
    """Quotations, newest first; `filter[is_latest]=true` leaves earlier revisions out. `q` finds them by number and reference."""

    filters: ClassVar = (
        "number", "revision", "is_latest", "status", "is_expired", "account_id", "opportunity_id", "owner_id", "team_path",
        "quoted_on", "valid_until", "total", "currency", "region", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {"team_path": str, "currency": str, "region": str}
    sorts: ClassVar = ("created_at", "number", "valid_until", "updated_at")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True
