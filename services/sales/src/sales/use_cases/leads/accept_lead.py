"""Take a lead for a good one."""

from crm_contracts.sales.commands.leads import AcceptLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(AcceptLead)
def accept_lead(command: AcceptLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    lead.accept(work.caller.user_id)
    return lead
