"""Move an opportunity on to a later stage."""

from crm_contracts.sales.commands.opportunities import AdvanceOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.processes import course_of


@app.handles(AdvanceOpportunity)
def advance_opportunity(command: AdvanceOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    if command.override_reason:
        work.caller.require("sales.opportunity.override")
    opportunity.advance(course_of(work, opportunity), command.stage, act(work), command.override_reason)
    return opportunity
