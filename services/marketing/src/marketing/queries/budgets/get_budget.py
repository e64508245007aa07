"""The budget of a plan or campaign."""

from typing import Any

from crm_contracts.marketing.queries.budgets import GetBudget
from crm_kit.work import Work
from marketing.app import app
from marketing.lookups.budgets import holder
from marketing.lookups.told import budget_view


@app.answers(GetBudget)
def get_budget(query: GetBudget, work: Work) -> dict[str, Any]:
    return budget_view(work, holder(work, query.holder_id))
