"""End an approved plan."""

from crm_contracts.marketing.commands.plans import ClosePlan
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.plan import Plan
from marketing.lookups.plans import check_nothing_open


@app.handles(ClosePlan)
def close_plan(command: ClosePlan, work: Work) -> Plan:
    plan = work.get(Plan, command.plan_id, version=command.version, lock=True)
    plan.close()
    check_nothing_open(work, plan)
    return plan
