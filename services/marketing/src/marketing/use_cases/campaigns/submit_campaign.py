"""Ask for approval of a campaign."""

from crm_contracts.marketing.commands.campaigns import SubmitCampaign
from crm_kit.approval import Decision
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign


@app.handles(SubmitCampaign)
def submit_campaign(command: SubmitCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.submit(Decision.of(work))
    return campaign
