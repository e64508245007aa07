"""Give a lead to a user or into a team's queue."""

from crm_contracts.sales.commands.leads import AssignLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.lookups.answering import response_due, watch
from sales.lookups.holders import holder


@app.handles(AssignLead)
def assign_lead(command: AssignLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    lead.assign(holder(work, command.owner_id, command.queue_id), work.now, response_due(work, command.response_due))
    watch(work, lead)
    return lead
