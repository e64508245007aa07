"""Start a campaign now."""

from crm_contracts.marketing.commands.campaigns import LaunchCampaign
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.lookups.running import run


@app.handles(LaunchCampaign)
def launch_campaign(command: LaunchCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    run(work, campaign, "launch")
    return campaign
