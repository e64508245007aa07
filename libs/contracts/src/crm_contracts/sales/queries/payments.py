"""What one can ask about payments."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.payments import PaymentRow, PaymentView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.payment.read", returns=PaymentView)
class GetPayment:
    """One payment."""

    payment_id: UUID


@query(allow="sales.payment.read", returns=PaymentRow)
class ListPayments(ListQuery):
    """Payments and refunds, newest first."""

    filters: ClassVar = (
        "number", "kind", "status", "account_id", "method", "amount", "unallocated", "currency", "received_on", "payer",
        "bank_reference", "refunds_id", "external_reference", "owner_id", "team_path", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {"team_path": str, "refunds_id": UUID, "currency": str}
    sorts: ClassVar = ("created_at", "received_on", "updated_at")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True
