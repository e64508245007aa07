"""One transfer of budget."""

from crm_contracts.marketing.queries.budgets import GetBudgetTransfer
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget_transfer import BudgetTransfer


@app.answers(GetBudgetTransfer)
def get_budget_transfer(query: GetBudgetTransfer, work: Work) -> BudgetTransfer:
    return work.get(BudgetTransfer, query.transfer_id)
