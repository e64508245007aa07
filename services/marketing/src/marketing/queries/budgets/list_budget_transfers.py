"""Transfers of budget, page by page."""

from typing import Any

from crm_contracts.marketing.queries.budgets import ListBudgetTransfers
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget_transfer import BudgetTransfer


@app.answers(ListBudgetTransfers)
def list_budget_transfers(query: ListBudgetTransfers, work: Work) -> dict[str, Any]:
    return page(work, query, BudgetTransfer)
