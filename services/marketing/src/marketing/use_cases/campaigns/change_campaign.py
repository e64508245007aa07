"""Correct a campaign that is a draft."""

from crm_contracts.marketing.commands.campaigns import ChangeCampaign
from crm_kit.messages import given
from crm_kit.words import UNSET
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.lookups.campaigns import check_expected_cost, check_lists
from marketing.lookups.plans import check_above


@app.handles(ChangeCampaign)
def change_campaign(command: ChangeCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.change(given(command, but=("steps",)))
    if command.steps is not UNSET:
        campaign.take_steps(command.steps)
    check_above(work, campaign.plan_id, campaign.starts_on, campaign.ends_on, "/plan_id")
    check_lists(work, campaign)
    check_expected_cost(campaign)
    return campaign
