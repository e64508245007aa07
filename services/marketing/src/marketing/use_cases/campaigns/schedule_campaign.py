"""Have a campaign start by itself."""

from crm_contracts.marketing.commands.campaigns import ScheduleCampaign
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.lookups.preflight import preflight
from marketing.lookups.running import START


@app.handles(ScheduleCampaign)
def schedule_campaign(command: ScheduleCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.may("schedule")
    preflight(work, campaign, command.starts_at).must_pass()
    campaign.schedule(command.starts_at)
    work.schedule(START, campaign.id, at=command.starts_at)
    return campaign
