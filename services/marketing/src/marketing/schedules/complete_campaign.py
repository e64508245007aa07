"""The last day of a campaign is over."""

from __future__ import annotations

import datetime as dt

from crm_kit.schedules import Timer
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import LIVE, Campaign
from marketing.lookups.planning import cancel_campaign
from marketing.lookups.running import COMPLETE

LATER = dt.timedelta(days=1)


@app.on_time(COMPLETE)
def complete_campaign(timer: Timer, work: Work) -> None:
    """A paused campaign is looked at again the next day: only one that runs comes to its end."""
    campaign = work.session.get(Campaign, timer.record_id, with_for_update=True)
    if campaign is None or campaign.status not in LIVE:
        return
    if campaign.status == "running":
        campaign.complete()
        cancel_campaign(work, campaign, "over")
    else:
        work.schedule(COMPLETE, campaign.id, at=work.now + LATER)
