"""The timeline's entry: something that happened with an account."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_kit.model import Mapped, Owned, Part, String, column


class TimelineEntry(Owned, Part):
    """One event as one account sees it. Owner and team are those of the record it happened to: they decide who may know of it.

    `account_id` is the id that the event named; what was merged since is found by way of the redirects.
    """

    __tablename__ = "timeline_entries"
    PARENT = "account_id"

    account_id: Mapped[UUID]
    type: Mapped[str] = column(String(120))
    at: Mapped[dt.datetime]
    actor_id: Mapped[UUID]
    summary: Mapped[str] = column(String(500))
    collection: Mapped[str | None] = column(String(60))
    record_id: Mapped[UUID]
    contact_id: Mapped[UUID | None]
    permission: Mapped[str] = column(String(120))
