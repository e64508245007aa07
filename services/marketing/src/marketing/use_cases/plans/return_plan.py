"""Send a plan back to its author."""

from crm_contracts.marketing.commands.plans import ReturnPlan
from crm_kit.approval import Decision
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.plan import Plan


@app.handles(ReturnPlan)
def return_plan(command: ReturnPlan, work: Work) -> Plan:
    plan = work.get(Plan, command.plan_id, version=command.version, lock=True)
    plan.send_back(Decision.of(work, command.comment))
    return plan
