"""One plan or programme."""

from crm_contracts.marketing.queries.plans import GetPlan
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.plan import Plan


@app.answers(GetPlan)
def get_plan(query: GetPlan, work: Work) -> Plan:
    return work.get(Plan, query.plan_id)
