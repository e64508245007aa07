"""Delete an opportunity."""

from crm_contracts.sales.commands.opportunities import DeleteOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act


@app.handles(DeleteOpportunity)
def delete_opportunity(command: DeleteOpportunity, work: Work) -> None:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    work.remove(opportunity)
    opportunity.deleted(act(work))
