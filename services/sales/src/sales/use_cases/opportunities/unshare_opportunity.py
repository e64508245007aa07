"""End a share of an opportunity."""

from crm_contracts.sales.commands.opportunities import UnshareOpportunity
from crm_kit.sharing import unshare
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity


@app.handles(UnshareOpportunity)
def unshare_opportunity(command: UnshareOpportunity, work: Work) -> None:
    unshare(work, work.get(Opportunity, command.opportunity_id), command.share_id)
