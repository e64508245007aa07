"""Ask to move budget from one plan or campaign to another."""

from crm_contracts.marketing.commands.budgets import TransferBudget
from crm_kit.approval import Decision
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget import Balance, check_money, refuse_overspending
from marketing.domain.budget_transfer import BudgetTransfer
from marketing.lookups.budgets import balance, holders, must_be_siblings
from marketing.lookups.rates import base_currency


@app.handles(TransferBudget)
def transfer_budget(command: TransferBudget, work: Work) -> BudgetTransfer:
    amount = check_money(command.amount, base_currency(), "/amount")
    found = holders(work, [command.from_id, command.to_id])
    must_be_siblings(found[command.from_id], found[command.to_id])
    left = balance(work, command.from_id).get(command.cost_type, Balance({}))
    refuse_overspending(left, amount, command.cost_type, base_currency())
    transfer = BudgetTransfer(**given(command, but=("owner_id",)), status="pending_approval")
    give(work, transfer, command.owner_id)
    transfer.ask(Decision.of(work))
    return work.add(transfer)
