"""One rule."""

from crm_contracts.sales.queries.lead_rules import GetLeadRule
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead_rule import LeadRule


@app.answers(GetLeadRule)
def get_lead_rule(query: GetLeadRule, work: Work) -> LeadRule:
    return work.get(LeadRule, query.lead_rule_id)
