"""Give a lead to another user, as it is."""

from crm_contracts.sales.commands.leads import TransferLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.lookups.holders import user


@app.handles(TransferLead)
def transfer_lead(command: TransferLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    lead.transfer(user(work, command.owner_id))
    return lead
