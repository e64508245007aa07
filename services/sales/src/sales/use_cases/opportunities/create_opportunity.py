"""Something to win."""

from crm_contracts.sales.commands.opportunities import CreateOpportunity
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.inherited import share_like_accounts
from sales.lookups.processes import course_for
from sales.lookups.rates import market
from sales.lookups.told import known

ABOUT_BEGINNING = ("process_id", "stage", "owner_id", "probability", "forecast_category")


@app.handles(CreateOpportunity)
def create_opportunity(command: CreateOpportunity, work: Work) -> Opportunity:
    opportunity = Opportunity()
    give(work, opportunity, command.owner_id)
    work.add(opportunity)
    course = course_for(work, command.process_id)
    opportunity.begin(known(work, _told(command)), course, command.stage, act(work), market(work))
    share_like_accounts(work, opportunity)
    return opportunity


def _told(command: CreateOpportunity) -> dict[str, object]:
    chosen = {"probability": command.probability, "forecast_category": command.forecast_category}
    return {**given(command, but=ABOUT_BEGINNING), **{name: value for name, value in chosen.items() if value is not None}}
