"""Put a campaign away that is over."""

from crm_contracts.marketing.commands.campaigns import ArchiveCampaign
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign


@app.handles(ArchiveCampaign)
def archive_campaign(command: ArchiveCampaign, work: Work) -> Campaign:
    campaign = work.get(Campaign, command.campaign_id, version=command.version, lock=True)
    campaign.archive()
    return campaign
