"""Bring a deleted lead back."""

from crm_contracts.sales.commands.leads import RestoreLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(RestoreLead)
def restore_lead(command: RestoreLead, work: Work) -> Lead:
    lead = work.restore(Lead, command.lead_id, version=command.version)
    lead.restored()
    return lead
