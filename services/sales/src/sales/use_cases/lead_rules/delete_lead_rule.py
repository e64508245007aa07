"""Delete a rule."""

from crm_contracts.sales.commands.lead_rules import DeleteLeadRule
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead_rule import LeadRule


@app.handles(DeleteLeadRule)
def delete_lead_rule(command: DeleteLeadRule, work: Work) -> None:
    work.remove(work.get(LeadRule, command.lead_rule_id, version=command.version))
