"""Ask for approval of a plan."""

from crm_contracts.marketing.commands.plans import SubmitPlan
from crm_kit.approval import Decision
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.plan import Plan


@app.handles(SubmitPlan)
def submit_plan(command: SubmitPlan, work: Work) -> Plan:
    plan = work.get(Plan, command.plan_id, version=command.version, lock=True)
    plan.submit(Decision.of(work))
    return plan
