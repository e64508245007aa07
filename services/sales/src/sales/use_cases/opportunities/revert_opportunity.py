"""Take a win back."""

from crm_contracts.sales.commands.opportunities import RevertOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.processes import course_of


@app.handles(RevertOpportunity)
def revert_opportunity(command: RevertOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    opportunity.open_again("revert", course_of(work, opportunity), command.reason, command.close_date, act(work))
    return opportunity
