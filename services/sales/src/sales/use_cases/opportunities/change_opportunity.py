"""Change what is known of an opportunity."""

from crm_contracts.sales.commands.opportunities import ChangeOpportunity
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.inherited import share_like_accounts
from sales.lookups.rates import market
from sales.lookups.told import known


@app.handles(ChangeOpportunity)
def change_opportunity(command: ChangeOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    changes = known(work, given(command))
    opportunity.change(changes, act(work), market(work))
    if "accounts" in changes:
        share_like_accounts(work, opportunity)
    return opportunity
