"""Let a campaign run."""

from crm_contracts.marketing.commands.campaigns import ApproveCampaign
from crm_kit.approval import Decision
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign


@app.handles(ApproveCampaign)
def approve_campaign(command: ApproveCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.approve(Decision.of(work, command.comment))
    return campaign
