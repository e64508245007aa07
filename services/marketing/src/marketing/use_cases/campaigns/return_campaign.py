"""Send a campaign back to its author."""

from crm_contracts.marketing.commands.campaigns import ReturnCampaign
from crm_kit.approval import Decision
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign


@app.handles(ReturnCampaign)
def return_campaign(command: ReturnCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.send_back(Decision.of(work, command.comment))
    return campaign
