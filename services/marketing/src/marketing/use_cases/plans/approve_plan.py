"""Let a plan be carried out."""

from crm_contracts.marketing.commands.plans import ApprovePlan
from crm_kit.approval import Decision
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget import total
from marketing.domain.plan import Plan
from marketing.lookups.budgets import balance
from marketing.lookups.rates import in_base


@app.handles(ApprovePlan)
def approve_plan(command: ApprovePlan, work: Work) -> Plan:
    plan = work.get(Plan, command.plan_id, version=command.version, lock=True)
    budget = total(balance(work, plan.id).values()).of("planned")
    plan.approve(Decision.of(work, command.comment), in_base(budget))
    return plan
