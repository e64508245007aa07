"""Move an opportunity back to an earlier stage."""

from crm_contracts.sales.commands.opportunities import MoveBackOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.processes import course_of


@app.handles(MoveBackOpportunity)
def move_back_opportunity(command: MoveBackOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    opportunity.move_back(course_of(work, opportunity), command.stage, command.reason, act(work))
    return opportunity
