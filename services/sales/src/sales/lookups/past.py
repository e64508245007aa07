"""How things stood on a day in the past."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on

from sales.domain.journal import JournalEntry


def end_of(day: dt.date) -> dt.datetime:
    """The moment at which the day is over (UTC)."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)


def last_entries(day: dt.date) -> Select[tuple[UUID]]:
    """The ids of the last entry of each opportunity that the journal had at the end of the day."""
    latest = select(JournalEntry.id).where(JournalEntry.at < end_of(day)).ext(distinct_on(JournalEntry.opportunity_id))
    return latest.order_by(JournalEntry.opportunity_id, JournalEntry.at.desc(), JournalEntry.id.desc())
