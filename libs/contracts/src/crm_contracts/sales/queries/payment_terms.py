"""What one can ask about payment terms."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.payment_terms import PaymentTermsView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.payment_terms.read", returns=PaymentTermsView)
class GetPaymentTerms:
    """One record of payment terms."""

    payment_terms_id: UUID


@query(allow="sales.payment_terms.read", returns=PaymentTermsView)
class ListPaymentTerms(ListQuery):
    """Payment terms by name."""

    filters: ClassVar = ("name", "is_active", "created_at")
    sorts: ClassVar = ("name",)
    default_sort: ClassVar = "name"
