"""What marketing shows of plans."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.marketing.words import PlanLevel, PlanStatus
from crm_kit.messages import view


@view
class PlanRow:
    """A plan or programme in a list."""

    id: UUID
    version: int
    name: str
    level: PlanLevel
    parent_id: UUID | None
    status: PlanStatus
    starts_on: dt.date
    ends_on: dt.date
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class PlanView:
    """A plan or programme. `target` is what the `kpi` shall reach."""

    id: UUID
    version: int
    name: str
    level: PlanLevel
    parent_id: UUID | None
    goal: str
    product_lines: list[str]
    kpi: str
    target: Decimal | None
    status: PlanStatus
    starts_on: dt.date
    ends_on: dt.date
    owner_id: UUID
    submitted_by: UUID | None
    submitted_at: dt.datetime | None
    decided_by: UUID | None
    decided_at: dt.datetime | None
    decision_comment: str
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime
