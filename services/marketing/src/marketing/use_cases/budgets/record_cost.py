"""Enter a cost of a plan or campaign."""

from typing import Any

from crm_contracts.marketing.commands.budgets import RecordCost
from crm_kit.work import Work
from marketing.app import app
from marketing.lookups.budgets import holder
from marketing.lookups.costs import begin_cost, continue_cost, cost_view


@app.handles(RecordCost)
def record_cost(command: RecordCost, work: Work) -> dict[str, Any]:
    spender = holder(work, command.holder_id, lock=True)
    spender.must_be_open()
    cost_id = continue_cost(work, spender, command) if command.cost_id else begin_cost(work, spender, command)
    return cost_view(work, cost_id)
