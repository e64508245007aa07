"""Work on a rejected or converted lead again."""

from crm_contracts.sales.commands.leads import ReopenLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.domain.opportunity import Opportunity


@app.handles(ReopenLead)
def reopen_lead(command: ReopenLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    opportunity = work.session.get(Opportunity, lead.opportunity_id) if lead.opportunity_id else None
    is_won = opportunity is not None and opportunity.status == "won"
    lead.reopen(command.reason, work.caller.user_id, is_won)
    return lead
