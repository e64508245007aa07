"""By when enquirers are answered, and who hears of it when they are not."""

from __future__ import annotations

import datetime as dt

from crm_kit.work import Work
from sales.domain.business_hours import hours_of
from sales.domain.lead import Lead
from sales.lookups.settings import settings

CLOCK = "remind_of_lead"


def response_due(work: Work, wished: dt.datetime | None = None) -> dt.datetime:
    """As somebody wishes, else so much working time from now on as the settings say."""
    return wished or in_working_time(work, settings(work).response_minutes)


def in_working_time(work: Work, minutes: int) -> dt.datetime:
    """The moment by which so many minutes of working time have passed."""
    return hours_of(settings(work).business_hours).after(work.now, dt.timedelta(minutes=minutes))


def watch(work: Work, lead: Lead) -> None:
    """Look at the lead again when its answer is due."""
    if lead.response_due is None:
        work.unschedule(CLOCK, lead.id)
    else:
        work.schedule(CLOCK, lead.id, at=lead.response_due)
