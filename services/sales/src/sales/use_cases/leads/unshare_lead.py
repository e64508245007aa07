"""End a share of a lead."""

from crm_contracts.sales.commands.leads import UnshareLead
from crm_kit.sharing import unshare
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(UnshareLead)
def unshare_lead(command: UnshareLead, work: Work) -> None:
    unshare(work, work.get(Lead, command.lead_id), command.share_id)
