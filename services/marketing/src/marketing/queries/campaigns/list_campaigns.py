"""Campaigns, page by page."""

from typing import Any

from crm_contracts.marketing.queries.campaigns import ListCampaigns
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign


@app.answers(ListCampaigns)
def list_campaigns(query: ListCampaigns, work: Work) -> dict[str, Any]:
    return page(work, query, Campaign)
