"""Put an opportunity aside."""

from crm_contracts.sales.commands.opportunities import HoldOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act


@app.handles(HoldOpportunity)
def hold_opportunity(command: HoldOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    opportunity.hold(command.reason, command.review_date, act(work))
    return opportunity
