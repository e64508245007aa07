"""The return on investment of campaigns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.marketing.queries.reports import CampaignReturns
from crm_contracts.marketing.views.reports import CampaignReturn, ReturnReport
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget import BudgetEntry
from marketing.domain.campaign import Campaign
from marketing.domain.plan import Plan
from marketing.lookups.attribution import Brought, brought
from marketing.lookups.budgets import below
from marketing.lookups.rates import base_currency, in_base

CENT = Decimal("0.0001")


@app.answers(CampaignReturns)
def campaign_returns(query: CampaignReturns, work: Work) -> dict[str, Any]:
    campaigns = _chosen(query, work)
    ids = [each.id for each in campaigns]
    found, costs = brought(work, ids, query.model), _costs(work, ids)
    rows = [_row(each, found.get(each.id, Brought()), costs.get(each.id, Decimal(0))) for each in campaigns]
    total = _row(None, found.get(None, Brought()), sum(costs.values(), Decimal(0)))
    return dump(query, ReturnReport, {"base_currency": base_currency(), "rows": rows, "total": total})


def _chosen(query: CampaignReturns, work: Work) -> Sequence[Campaign]:
    """The campaigns that the caller may see, of those that are asked for; by number."""
    if query.campaign_id is not None:
        return [work.get(Campaign, query.campaign_id)]
    conditions = []
    if query.plan_id is not None:
        conditions.append(Campaign.id.in_(below(work, work.get(Plan, query.plan_id).id)))
    if query.started_from is not None:
        conditions.append(Campaign.starts_on >= query.started_from)
    if query.started_to is not None:
        conditions.append(Campaign.starts_on <= query.started_to)
    return sorted(work.find(Campaign, *conditions), key=lambda each: each.number)


def _costs(work: Work, ids: list[UUID]) -> dict[UUID, Decimal]:
    """What was paid for each."""
    entry = BudgetEntry
    paid = select(entry.holder_id, func.sum(entry.amount)).where(entry.holder_id.in_(ids), entry.kind == "actual")
    return {row[0]: row[1] for row in work.session.execute(paid.group_by(entry.holder_id))}


def _row(campaign: Campaign | None, what: Brought, cost: Decimal) -> dict[str, Any]:
    about = {"campaign_id": campaign and campaign.id, "number": campaign.number if campaign else "", "name": ""}
    if campaign:
        about["name"] = campaign.name
    amounts = {name: in_base(getattr(what, name)) for name in ("revenue", "goods", "margin", "undelivered")}
    counts = {"orders": what.orders, "unpriced": what.unpriced}
    return dump(None, CampaignReturn, {**about, **counts, **amounts, "cost": in_base(cost), "roi": roi(what.margin, cost)})


def roi(margin: Decimal, cost: Decimal) -> str:
    """(margin - cost) / cost to four decimals; "n/a" without a cost."""
    return str(((margin - cost) / cost).quantize(CENT, ROUND_HALF_UP)) if cost else "n/a"
