"""What is shown of the timeline, shares and saved views."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.customers.words import GranteeKind, ShareLevel, ViewCollection
from crm_kit.messages import view


@view
class TimelineEntry:
    """Something that happened with an account. `collection` and `record_id` name what it happened to, where that can be opened."""

    id: UUID
    account_id: UUID
    type: str
    at: dt.datetime
    actor_id: UUID
    summary: str
    collection: str | None
    record_id: UUID
    contact_id: UUID | None


@view
class ShareView:
    """One record shown to one more user, team or role."""

    id: UUID
    record_id: UUID
    grantee_kind: GranteeKind
    grantee_id: UUID
    level: ShareLevel
    expires_at: dt.datetime | None
    granted_by: UUID
    created_at: dt.datetime


@view
class SharesView:
    """Whom a record is shared with, oldest first."""

    data: list[ShareView]
    has_more: bool = False
    next_cursor: str | None = None


@view
class SavedViewView:
    """A search that somebody kept, for themselves or for all."""

    id: UUID
    version: int
    collection: ViewCollection
    name: str
    where: dict[str, Any] | None
    sort: str | None
    fields: list[str] | None
    is_shared: bool
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime
