"""What sales shows of its processes and of the reasons for winning and losing."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.sales.words import Outcome, Stage
from crm_kit.messages import view


@view
class ProcessRow:
    """A sales process in a list."""

    id: UUID
    version: int
    name: str
    is_default: bool
    is_active: bool
    process_version: int
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class ProcessVersionView:
    """The stages of one version of a process, in order."""

    number: int
    stages: list[Stage]
    since: dt.datetime


@view
class ProcessView:
    """A sales process: the stages of its present version, and every version that opportunities may still run on."""

    id: UUID
    version: int
    name: str
    is_default: bool
    is_active: bool
    process_version: int
    stages: list[Stage]
    versions: list[ProcessVersionView]
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class MigrationView:
    """How many opportunities went over to the other version, and how many are left; ask again until none is."""

    migrated: int
    remaining: int


@view
class ReasonView:
    """A reason for winning or losing."""

    id: UUID
    version: int
    code: str
    outcome: Outcome
    name: str
    category: str
    needs_competitor: bool
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime
