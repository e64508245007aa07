"""Move the budget that somebody asked to move."""

from crm_contracts.marketing.commands.budgets import ApproveBudgetTransfer
from crm_kit.approval import Decision
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget_transfer import BudgetTransfer
from marketing.lookups.budgets import move


@app.handles(ApproveBudgetTransfer)
def approve_budget_transfer(command: ApproveBudgetTransfer, work: Work) -> BudgetTransfer:
    transfer = work.get(BudgetTransfer, command.transfer_id, version=command.version, lock=True)
    transfer.approve(Decision.of(work, command.comment))
    move(work, transfer)
    return transfer
