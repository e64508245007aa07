"""Let a lead ripen."""

from crm_contracts.sales.commands.leads import NurtureLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(NurtureLead)
def nurture_lead(command: NurtureLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    lead.nurture(command.until, work.today)
    return lead
