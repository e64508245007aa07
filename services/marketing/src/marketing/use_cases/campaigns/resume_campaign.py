"""Go on with a paused campaign."""

from crm_contracts.marketing.commands.campaigns import ResumeCampaign
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign


@app.handles(ResumeCampaign)
def resume_campaign(command: ResumeCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.resume()
    return campaign
