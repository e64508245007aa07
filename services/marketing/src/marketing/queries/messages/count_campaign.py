"""How a campaign stands at this moment: counted, not kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from crm_contracts.marketing.queries.messages import CountCampaign
from crm_contracts.marketing.views.messages import CampaignCounters
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.domain.response import Respondent, Response
from marketing.domain.send import Send

STATES = ("planned", "claimed", "sent", "delivered", "bounced", "failed", "suppressed", "unknown", "cancelled")
KINDS = {"open": "opened", "click": "clicked", "reply": "replied", "form": "submitted", "unsubscribed": "unsubscribed"}


@app.answers(CountCampaign)
def count_campaign(query: CountCampaign, work: Work) -> dict[str, Any]:
    campaign = work.get(Campaign, query.campaign_id)
    met = select(func.count()).where(Respondent.campaign_id == campaign.id)
    told = {**_messages(work, campaign), **_responses(work, campaign), "respondents": work.session.scalar(met) or 0}
    return dump(None, CampaignCounters, {"campaign_id": campaign.id, **told})


def _messages(work: Work, campaign: Campaign) -> dict[str, int]:
    counted = select(Send.status, func.count()).where(Send.campaign_id == campaign.id).group_by(Send.status)
    return {**dict.fromkeys(STATES, 0), **{row[0]: row[1] for row in work.session.execute(counted)}}


def _responses(work: Work, campaign: Campaign) -> dict[str, int]:
    found = dict.fromkeys((*KINDS.values(), "other", "by_machines"), 0)
    counted = select(Response.kind, Response.is_human, func.count()).where(Response.campaign_id == campaign.id)
    for kind, is_human, count in work.session.execute(counted.group_by(Response.kind, Response.is_human)):
        found[KINDS.get(kind, "other") if is_human else "by_machines"] += count
    return found
