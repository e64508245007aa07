"""Close an opportunity that was none."""

from crm_contracts.sales.commands.opportunities import CancelOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act


@app.handles(CancelOpportunity)
def cancel_opportunity(command: CancelOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    opportunity.cancel(command.reason, command.text, act(work))
    return opportunity
