"""What the service desk shows of service levels: policies, clocks, rules of escalation."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.service_desk.service_level_words import ClockState, RuleTrigger, Target, TicketClock
from crm_contracts.service_desk.words import TicketKind, Urgency
from crm_kit.messages import view


@view
class PolicyView:
    """What tickets are promised, and by which calendar its time counts. `paused_clocks` pause in the statuses `pausing`."""

    id: UUID
    version: int
    name: str
    calendar_id: UUID
    targets: list[Target]
    pausing: list[str]
    paused_clocks: list[str]
    warn_percent: int
    team_ids: list[UUID]
    is_default: bool
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class ClockRow:
    """A clock of a ticket, as of its last change. A next response has one for each question, counted by `cycle`.

    `target_minutes` and `paused_seconds` are working time. `due` is None while it pauses; `is_missed` where it ran out before
    it was stopped.
    """

    id: UUID
    ticket_id: UUID
    clock: TicketClock
    cycle: int
    state: ClockState
    started_at: dt.datetime
    target_minutes: Decimal
    due: dt.datetime | None
    actual: dt.datetime | None
    paused_seconds: int
    is_missed: bool


@view
class EscalationRuleView:
    """When tickets go up to a level, who is told, and who has them then."""

    id: UUID
    version: int
    name: str
    position: int
    trigger: RuleTrigger
    clocks: list[TicketClock]
    minutes_after: Decimal
    reopens: int | None
    kinds: list[TicketKind]
    urgencies: list[Urgency]
    level: int
    notify: list[UUID]
    notify_owner: bool
    notify_account_owner: bool
    owner_id: UUID | None
    group_id: UUID | None
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime
