"""Bring a deleted opportunity back."""

from crm_contracts.sales.commands.opportunities import RestoreOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act


@app.handles(RestoreOpportunity)
def restore_opportunity(command: RestoreOpportunity, work: Work) -> Opportunity:
    opportunity = work.restore(Opportunity, command.opportunity_id, version=command.version)
    opportunity.restored(act(work))
    return opportunity
