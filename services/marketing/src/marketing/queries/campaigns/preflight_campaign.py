"""Whether a campaign could run now."""

from typing import Any

from crm_contracts.marketing.queries.campaigns import PreflightCampaign
from crm_contracts.marketing.views.campaigns import PreflightView
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.lookups.preflight import preflight


@app.answers(PreflightCampaign)
def preflight_campaign(query: PreflightCampaign, work: Work) -> dict[str, Any]:
    found = preflight(work, work.get(Campaign, query.campaign_id))
    return dump(found, PreflightView, {"ready": not found.hindrances})
