"""End a campaign before its time."""

from crm_contracts.marketing.commands.campaigns import StopCampaign
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.lookups.running import put_away


@app.handles(StopCampaign)
def stop_campaign(command: StopCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.stop(command.reason)
    put_away(work, campaign)
    return campaign
