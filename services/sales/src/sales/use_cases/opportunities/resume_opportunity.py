"""Take up an opportunity that was put aside."""

from crm_contracts.sales.commands.opportunities import ResumeOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act


@app.handles(ResumeOpportunity)
def resume_opportunity(command: ResumeOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    opportunity.resume(command.close_date, act(work))
    return opportunity
