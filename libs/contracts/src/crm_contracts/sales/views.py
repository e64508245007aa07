"""What sales shows."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_kit.messages import view


@view
class LeadRow:
    """A lead in a list."""

    id: UUID
    version: int
    number: str
    company_or_person: str
    status: str
    source: str
    score: int
    owner_id: UUID
    response_due: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime
