"""Make a plan or a programme."""

from crm_contracts.marketing.commands.plans import CreatePlan
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.plan import Plan
from marketing.lookups.plans import check_above


@app.handles(CreatePlan)
def create_plan(command: CreatePlan, work: Work) -> Plan:
    plan = Plan(**given(command, but=("owner_id",)), status="draft")
    plan.check_place()
    check_above(work, command.parent_id, plan.starts_on, plan.ends_on, "/parent_id")
    give(work, plan, command.owner_id)
    return work.add(plan)
