"""What the service desk shows of types of problems."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_kit.messages import view


@view
class ProblemTypeView:
    """A type of problem. `path` holds the codes from the root down, `/hardware/printer/`."""

    id: UUID
    version: int
    code: str
    name: str
    parent_id: UUID | None
    path: str
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime
