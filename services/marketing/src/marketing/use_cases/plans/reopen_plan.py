"""Make a draft of an approved plan."""

from crm_contracts.marketing.commands.plans import ReopenPlan
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.plan import Plan


@app.handles(ReopenPlan)
def reopen_plan(command: ReopenPlan, work: Work) -> Plan:
    plan = work.get(Plan, command.plan_id, version=command.version, lock=True)
    plan.reopen()
    return plan
