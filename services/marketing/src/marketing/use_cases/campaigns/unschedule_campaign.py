"""Do not start a campaign then, after all."""

from crm_contracts.marketing.commands.campaigns import UnscheduleCampaign
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.lookups.running import put_away


@app.handles(UnscheduleCampaign)
def unschedule_campaign(command: UnscheduleCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.unschedule("")
    put_away(work, campaign)
    return campaign
