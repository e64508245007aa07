"""One campaign."""

from crm_contracts.marketing.queries.campaigns import GetCampaign
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign


@app.answers(GetCampaign)
def get_campaign(query: GetCampaign, work: Work) -> Campaign:
    return work.get(Campaign, query.campaign_id)
