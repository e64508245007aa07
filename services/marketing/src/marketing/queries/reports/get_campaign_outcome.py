"""How far a campaign came."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import distinct, extract, func, select

from crm_contracts.marketing.queries.reports import GetCampaignOutcome
from crm_contracts.marketing.views.reports import CampaignOutcome
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.domain.copies import LeadCopy, OpportunityCopy
from marketing.domain.response import Response
from marketing.domain.target_list import SnapshotMember
from marketing.lookups.rates import in_base, worth
from marketing.lookups.touches import MEETINGS

HOUR = 3600
GOOD = ("accepted", "converted")
TENTH = Decimal("0.1")


@app.answers(GetCampaignOutcome)
def get_campaign_outcome(query: GetCampaignOutcome, work: Work) -> dict[str, Any]:
    campaign = work.get(Campaign, query.campaign_id)
    told = {**_meant(work, campaign), **_leads(work, campaign.id), **_opportunities(work, campaign.id)}
    return dump(None, CampaignOutcome, {"campaign_id": campaign.id, **told})


def _meant(work: Work, campaign: Campaign) -> dict[str, int]:
    counted = select(func.count().filter(SnapshotMember.reason != "")).where(
        SnapshotMember.snapshot_id == campaign.list_snapshot_id
    )
    people = func.count(distinct(func.coalesce(Response.contact_id, Response.id)))
    reacted = select(people).where(Response.campaign_id == campaign.id, Response.is_human, Response.kind.in_(MEETINGS))
    return {
        "meant": campaign.count, "suppressed": work.session.scalar(counted) or 0, "responded": work.session.scalar(reacted) or 0,
    }  # fmt: skip


def _leads(work: Work, campaign_id: UUID) -> dict[str, Any]:
    waited = extract("epoch", LeadCopy.first_response_at - LeadCopy.came_at) / HOUR
    counts = {name: func.count().filter(LeadCopy.status == name) for name in ("rejected", "recycled", "converted")}
    counted = select(
        func.count().label("leads"),
        func.count(LeadCopy.first_response_at).label("contacted"),
        func.percentile_cont(0.5).within_group(waited).label("median_hours"),
        func.count().filter(LeadCopy.status.in_(GOOD)).label("accepted"),
        *(column.label(name) for name, column in counts.items()),
    ).where(LeadCopy.campaign_id == campaign_id, LeadCopy.is_deleted.is_(False))
    found = dict(work.session.execute(counted).mappings().one())
    median = found["median_hours"]
    return {**found, "median_hours": None if median is None else Decimal(str(median)).quantize(TENTH)}


def _opportunities(work: Work, campaign_id: UUID) -> dict[str, Any]:
    deal = OpportunityCopy
    value = worth(deal.amount, deal.currency, func.coalesce(deal.close_date, func.current_date()))
    is_open, is_won = deal.status.in_(("open", "on_hold")), deal.status == "won"
    counted = select(
        func.count().label("opportunities"),
        func.count().filter(is_open).label("open"),
        func.sum(value).filter(is_open).label("open_amount"),
        func.count().filter(is_won).label("won"),
        func.sum(value).filter(is_won).label("won_amount"),
        func.count().filter(deal.status == "lost").label("lost"),
        func.count().filter(value.is_(None)).label("unpriced"),
    ).where(deal.campaign_id == campaign_id, deal.is_deleted.is_(False))
    found = dict(work.session.execute(counted).mappings().one())
    return {**found, **{name: in_base(found[name]) for name in ("open_amount", "won_amount")}}
