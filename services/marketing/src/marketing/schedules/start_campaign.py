"""A campaign's time has come."""

from __future__ import annotations

from crm_kit.errors import Invalid
from crm_kit.schedules import Timer
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.lookups.running import START, run


@app.on_time(START)
def start_campaign(timer: Timer, work: Work) -> None:
    """What hinders it by now takes it off the schedule and is noted with it: no silent empty send, and no late surprise."""
    campaign = _scheduled(timer, work)
    if campaign is None:
        return
    try:
        run(work, campaign, "start")
    except Invalid as problem:
        campaign.unschedule("; ".join(f"{each['pointer']} {each['message']}" for each in problem.errors))


def _scheduled(timer: Timer, work: Work) -> Campaign | None:
    if timer.record_id is None:
        return None
    found = work.session.get(Campaign, timer.record_id, with_for_update=True)
    return found if found is not None and found.status == "scheduled" else None
