"""Change who gets which enquiries."""

from crm_contracts.sales.commands.lead_rules import ChangeLeadRule
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead_rule import LeadRule
from sales.lookups.holders import team


@app.handles(ChangeLeadRule)
def change_lead_rule(command: ChangeLeadRule, work: Work) -> LeadRule:
    rule = work.get(LeadRule, command.lead_rule_id, version=command.version)
    for name, value in given(command).items():
        setattr(rule, name, value)
    team(work, rule.team_id, "/team_id")
    return rule
