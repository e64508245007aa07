"""A campaign's run: its start for those in its list at that moment, its timers, and its end."""

from __future__ import annotations

import datetime as dt

from crm_kit.work import Work
from marketing.domain.campaign import Campaign
from marketing.lookups.planning import cancel_campaign, plan_messages
from marketing.lookups.preflight import audience, preflight
from marketing.lookups.snapshots import take_snapshot

START, COMPLETE = "start_campaign", "complete_campaign"
LAST_MOMENT = dt.time(23, 59, 59, tzinfo=dt.UTC)


def run(work: Work, campaign: Campaign, action: str) -> Campaign:
    """Start it by `launch` or `start`; 422 where the preflight finds anything, and nothing is sent."""
    campaign.may(action)
    preflight(work, campaign).must_pass()
    lists = audience(work, campaign)
    assert lists.target is not None  # noqa: S101 - the preflight has found one
    snapshot_id, count = take_snapshot(work, campaign, lists.target, lists.excluded)
    campaign.run(action, snapshot_id, count, work.now)
    work.flush()
    plan_messages(work, campaign)
    work.schedule(COMPLETE, campaign.id, at=dt.datetime.combine(campaign.ends_on, LAST_MOMENT))
    return campaign


def put_away(work: Work, campaign: Campaign) -> None:
    """Nothing starts, ends or is sent by itself any more."""
    cancel_campaign(work, campaign, "stopped")
    work.unschedule(START, campaign.id)
    work.unschedule(COMPLETE, campaign.id)
