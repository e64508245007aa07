"""Correct a plan that is a draft."""

from crm_contracts.marketing.commands.plans import ChangePlan
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.plan import Plan
from marketing.lookups.plans import check_above, check_below


@app.handles(ChangePlan)
def change_plan(command: ChangePlan, work: Work) -> Plan:
    plan = work.get(Plan, command.plan_id, version=command.version, lock=True)
    plan.change(given(command))
    check_above(work, plan.parent_id, plan.starts_on, plan.ends_on, "/parent_id")
    check_below(work, plan)
    return plan
