"""Delete a lead."""

from crm_contracts.sales.commands.leads import DeleteLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(DeleteLead)
def delete_lead(command: DeleteLead, work: Work) -> None:
    lead = work.get(Lead, command.lead_id, version=command.version)
    work.remove(lead)
    lead.deleted()
