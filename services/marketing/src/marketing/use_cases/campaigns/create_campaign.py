"""Make a campaign."""

from crm_contracts.marketing.commands.campaigns import CreateCampaign
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.lookups.campaigns import check_expected_cost, check_lists
from marketing.lookups.plans import check_above


@app.handles(CreateCampaign)
def create_campaign(command: CreateCampaign, work: Work) -> Campaign:
    campaign = Campaign(status="draft", **given(command, but=("owner_id", "steps", "campaign_id")))
    campaign.change({})
    campaign.take_steps(command.steps)
    check_above(work, campaign.plan_id, campaign.starts_on, campaign.ends_on, "/plan_id")
    check_lists(work, campaign)
    check_expected_cost(campaign)
    give(work, campaign, command.owner_id)
    campaign.number = work.number("CA")
    return work.add(campaign)
