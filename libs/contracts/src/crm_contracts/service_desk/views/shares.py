"""What the service desk shows of shares."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.service_desk.words import GranteeKind, ShareLevel
from crm_kit.messages import view


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
    """With whom a record is shared, oldest first."""

    data: list[ShareView]
    has_more: bool = False
    next_cursor: str | None = None
