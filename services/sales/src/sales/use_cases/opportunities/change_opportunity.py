"""Change what is known of an opportunity."""

from crm_contracts.sales.commands.opportunities import ChangeOpportunity
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.rates import market
from sales.lookups.told import known


@app.handles(ChangeOpportunity)
def change_opportunity(command: ChangeOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    opportunity.change(known(work, given(command)), act(work), market(work))
    return opportunity
