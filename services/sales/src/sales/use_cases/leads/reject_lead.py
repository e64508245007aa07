"""Turn a lead down."""

from crm_contracts.sales.commands.leads import RejectLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(RejectLead)
def reject_lead(command: RejectLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    lead.reject(command.reason, command.text, work.caller.user_id)
    return lead
