"""Do not move the budget that somebody asked to move."""

from crm_contracts.marketing.commands.budgets import RejectBudgetTransfer
from crm_kit.approval import Decision
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget_transfer import BudgetTransfer


@app.handles(RejectBudgetTransfer)
def reject_budget_transfer(command: RejectBudgetTransfer, work: Work) -> BudgetTransfer:
    transfer = work.get(BudgetTransfer, command.transfer_id, version=command.version, lock=True)
    transfer.reject(Decision.of(work, command.comment))
    return transfer
