"""Preflight: all that would keep a campaign from running, found before anything is sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crm_kit.errors import Invalid
from crm_kit.work import Work
from marketing.domain.budget import total
from marketing.domain.campaign import Campaign
from marketing.domain.plan import Plan
from marketing.domain.target_list import TargetList
from marketing.lookups.budgets import balance
from marketing.lookups.content import content_errors
from marketing.lookups.rates import base_currency
from marketing.lookups.snapshots import reason_of, reasons

Hindrances = list[dict[str, str]]


@dataclass(frozen=True)
class Preflight:
    """How many are in the list, how many of them could be written to, and what hinders the campaign."""

    count: int
    reachable: int
    hindrances: Hindrances

    def must_pass(self) -> None:
        """Invalid (422) with everything at once."""
        if self.hindrances:
            raise Invalid("The campaign cannot run like this", code="not_ready", errors=self.hindrances)


@dataclass(frozen=True)
class Audience:
    """The lists that a campaign goes by, as far as they are there still."""

    target: TargetList | None
    excluded: list[TargetList]


def audience(work: Work, campaign: Campaign) -> Audience:
    """The campaign's lists, whoever may see them."""
    ids = [campaign.list_id, *campaign.excluded_list_ids]
    known = {each.id: each for each in work.find(TargetList, TargetList.id.in_(ids), allow="*")}
    excluded = [known[each] for each in campaign.excluded_list_ids if each in known]
    return Audience(known.get(campaign.list_id) if campaign.list_id else None, excluded)


def preflight(work: Work, campaign: Campaign, starts_at: dt.datetime | None = None) -> Preflight:
    """Look at everything; `starts_at` where it shall start by itself."""
    work.flush()
    lists = audience(work, campaign)
    counts = _counts(work, campaign, lists)
    count = sum(counts.values())
    found = [*_when(campaign, work.now, starts_at), *_who(campaign, count), *_what(work, campaign, lists), *_means(work, campaign)]
    return Preflight(count, counts.get("", 0), found)


def _counts(work: Work, campaign: Campaign, lists: Audience) -> dict[str, int]:
    if lists.target is None:
        return {}
    found = work.session.execute(reasons(lists.target, reason_of(campaign, lists.excluded)))
    return {row[0]: row[1] for row in found}


def _when(campaign: Campaign, now: dt.datetime, starts_at: dt.datetime | None) -> Hindrances:
    if starts_at is not None and starts_at <= now:
        return [_found("/starts_at", "in_the_past", "It starts in the future")]
    day = (starts_at or now).astimezone(dt.UTC).date()
    if not campaign.starts_on <= day <= campaign.ends_on:
        message = f"It starts within its period, {campaign.starts_on} to {campaign.ends_on}"
        return [_found("/starts_at", "outside_period", message)]
    return []


def _who(campaign: Campaign, count: int) -> Hindrances:
    found = []
    if campaign.list_id is None:
        found.append(_found("/list_id", "required", "Say whom it is meant for"))
    elif not count:
        found.append(_found("/list_id", "empty_list", "Nobody is in its list"))
    if campaign.legal_basis is None:
        found.append(_found("/legal_basis", "required", "Say on what legal basis people are written to"))
    return found


def _what(work: Work, campaign: Campaign, lists: Audience) -> Hindrances:
    found = content_errors(work, campaign, lists.target, lists.excluded)
    if not campaign.steps:
        found.append(_found("/steps", "required", "It has no message"))
    if campaign.channel == "email" and not campaign.sender_email:
        found.append(_found("/sender_email", "required", "Say who the sender is"))
    return found


def _means(work: Work, campaign: Campaign) -> Hindrances:
    found = []
    if campaign.plan_id is not None:
        above = work.session.get(Plan, campaign.plan_id)
        if above is None or above.status != "approved":
            found.append(_found("/plan_id", "plan_not_approved", "Its plan is not approved"))
    wanted: Any = campaign.expected_cost
    available = total(balance(work, campaign.id).values()).available
    if wanted is not None and wanted.amount > max(available, Decimal(0)):
        message = f"It is to cost {wanted.as_dict()['amount']}, and {available:.2f} {base_currency()} are available"
        found.append(_found("/expected_cost", "budget_exceeded", message))
    return found


def _found(pointer: str, code: str, message: str) -> dict[str, str]:
    return {"pointer": pointer, "code": code, "message": message}
