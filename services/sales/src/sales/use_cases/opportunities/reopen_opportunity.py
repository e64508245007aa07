"""Open a lost or cancelled opportunity again."""

from crm_contracts.sales.commands.opportunities import ReopenOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.processes import course_of


@app.handles(ReopenOpportunity)
def reopen_opportunity(command: ReopenOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    opportunity.open_again("reopen", course_of(work, opportunity), command.reason, command.close_date, act(work))
    return opportunity
