"""Give a lead back to marketing."""

from crm_contracts.sales.commands.leads import RecycleLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(RecycleLead)
def recycle_lead(command: RecycleLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    lead.recycle(command.reason, work.caller.user_id)
    return lead
