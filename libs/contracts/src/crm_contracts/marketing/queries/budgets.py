"""What one can ask about budgets."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.marketing.views.budgets import BudgetEntryRow, BudgetTransferView, BudgetView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="marketing.budget.read", returns=BudgetView)
class GetBudget:
    """The budget of a plan or campaign, as it stands at this moment."""

    holder_id: UUID


@query(allow="marketing.budget.read", returns=BudgetEntryRow)
class ListBudgetEntries(ListQuery):
    """The entries of the budget of a plan or campaign, the latest first."""

    filters: ClassVar = ("cost_type", "kind", "cost_id", "transfer_id", "at")
    sorts: ClassVar = ("at",)
    default_sort: ClassVar = "-at"

    holder_id: UUID


@query(allow="marketing.budget.read", returns=BudgetTransferView)
class GetBudgetTransfer:
    """One transfer."""

    transfer_id: UUID


@query(allow="marketing.budget.read", returns=BudgetTransferView)
class ListBudgetTransfers(ListQuery):
    """Transfers of budget, the latest first."""

    filters: ClassVar = ("status", "from_id", "to_id", "cost_type", "owner_id", "created_at", "updated_at")
    sorts: ClassVar = ("created_at",)
    default_sort: ClassVar = "-created_at"
