"""What one can do with budgets. `holder_id` is a plan's or a campaign's id."""

from __future__ import annotations

from uuid import UUID

from crm_contracts.marketing.views.budgets import BudgetTransferView, BudgetView, CostView
from crm_contracts.marketing.words import Budget, CostStep, CostType
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import Note, Reason


@command(allow="marketing.budget.plan", returns=BudgetView)
class PlanBudget:
    """Say what a draft plan or campaign may spend; what is not named is nothing.

    It comes out of the plan above: 409 `budget_exceeded` where that has not so much left, or where more is in use already.
    """

    holder_id: UUID
    lines: Budget


@command(allow="marketing.budget.spend", returns=CostView)
class RecordCost:
    """Enter a cost of a plan or campaign. 409 `budget_exceeded` where more is not available; nothing is entered then.

    `cost_id` takes an earlier cost a step further: from reserved to committed, from either to actual. It takes the place of as much
    of the earlier steps, and with `is_final` of all that is left of them, whatever the amount.
    """

    holder_id: UUID
    step: CostStep
    amount: Money
    cost_type: CostType | None = None
    cost_id: UUID | None = None
    is_final: bool = True
    note: Note = ""


@command(allow="marketing.budget.spend", returns=CostView)
class ReleaseCost:
    """Give back what is reserved or committed of a cost; what was paid stays."""

    cost_id: UUID
    reason: Reason


@command(allow="marketing.budget.transfer", returns=BudgetTransferView)
class TransferBudget:
    """Ask to move budget between two plans or campaigns that are under the same plan. It moves when somebody else approves."""

    from_id: UUID
    to_id: UUID
    cost_type: CostType
    amount: Money
    note: Note = ""
    owner_id: UUID | None = None


@command(allow="marketing.budget.approve", returns=BudgetTransferView)
class ApproveBudgetTransfer:
    """Move the budget, as somebody else than who asked; 409 `budget_exceeded` where it has been used in the meantime."""

    transfer_id: UUID
    version: int
    comment: Note = ""


@command(allow="marketing.budget.approve", returns=BudgetTransferView)
class RejectBudgetTransfer:
    """Do not move the budget."""

    transfer_id: UUID
    version: int
    comment: Reason
