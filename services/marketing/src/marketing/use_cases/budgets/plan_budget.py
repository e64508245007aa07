"""Say what a draft plan or campaign may spend."""

from typing import Any

from crm_contracts.marketing.commands.budgets import PlanBudget
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget import changes
from marketing.lookups.budgets import balance, plan_more, planned, wanted, with_parent
from marketing.lookups.told import budget_view


@app.handles(PlanBudget)
def plan_budget(command: PlanBudget, work: Work) -> dict[str, Any]:
    holder, above = with_parent(work, command.holder_id)
    holder.must_be_draft()
    plan_more(work, holder, above, changes(wanted(command.lines), planned(balance(work, holder.id))))
    return budget_view(work, holder)
