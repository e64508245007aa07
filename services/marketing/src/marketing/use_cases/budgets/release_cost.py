"""Give back what is reserved or committed of a cost."""

from typing import Any

from crm_contracts.marketing.commands.budgets import ReleaseCost
from crm_kit.work import Work
from marketing.app import app
from marketing.lookups.costs import cost_view, locked_cost, release


@app.handles(ReleaseCost)
def release_cost(command: ReleaseCost, work: Work) -> dict[str, Any]:
    spender, cost = locked_cost(work, command.cost_id)
    release(work, spender, cost, command.reason)
    return cost_view(work, command.cost_id)
