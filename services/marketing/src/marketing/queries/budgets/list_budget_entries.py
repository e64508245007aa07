"""The entries of a budget, page by page."""

from typing import Any

from crm_contracts.marketing.queries.budgets import ListBudgetEntries
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget import BudgetEntry
from marketing.lookups.budgets import holder


@app.answers(ListBudgetEntries)
def list_budget_entries(query: ListBudgetEntries, work: Work) -> dict[str, Any]:
    return page(work, query, BudgetEntry, None, BudgetEntry.holder_id == holder(work, query.holder_id).id)
