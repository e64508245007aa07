"""Say who gets which enquiries."""

from crm_contracts.sales.commands.lead_rules import CreateLeadRule
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead_rule import LeadRule
from sales.lookups.holders import team


@app.handles(CreateLeadRule)
def create_lead_rule(command: CreateLeadRule, work: Work) -> LeadRule:
    rule = LeadRule(**given(command))
    team(work, rule.team_id, "/team_id")
    return work.add(rule)
