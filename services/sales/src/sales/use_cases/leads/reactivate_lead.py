"""Take up a nurtured lead again."""

from crm_contracts.sales.commands.leads import ReactivateLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.lookups.answering import response_due, watch


@app.handles(ReactivateLead)
def reactivate_lead(command: ReactivateLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    lead.reactivate(work.now, response_due(work, command.response_due))
    watch(work, lead)
    return lead
