"""Close an opportunity as lost."""

from crm_contracts.sales.commands.opportunities import LoseOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.processes import reason_for


@app.handles(LoseOpportunity)
def lose_opportunity(command: LoseOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    reason = reason_for(work, "lost", command.reason)
    opportunity.lose(reason, command.text, act(work), command.competitor, command.lost_on)
    return opportunity
