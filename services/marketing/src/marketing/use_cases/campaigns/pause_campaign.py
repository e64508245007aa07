"""Send nothing more for the time being."""

from crm_contracts.marketing.commands.campaigns import PauseCampaign
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign


@app.handles(PauseCampaign)
def pause_campaign(command: PauseCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.pause()
    return campaign
