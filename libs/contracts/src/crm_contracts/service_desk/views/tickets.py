"""What the service desk shows of tickets."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.service_desk.words import (
    ClockPoint,
    CompensationStatus,
    ComplaintStage,
    Cover,
    Impact,
    JournalKind,
    Severity,
    TicketKind,
    TicketNature,
    TicketSource,
    TicketStatus,
    Urgency,
    Validity,
)
from crm_kit.messages import view
from crm_kit.money import Money


@view
class TicketRow:
    """A ticket in a list. While it waits in a group's queue, `owner_id` is that group.

    `next_due` is when the next of its clocks runs out, `remaining_seconds` how long that is from now, below zero when it is missed.
    """

    id: UUID
    version: int
    number: str
    kind: TicketKind
    nature: TicketNature
    status: TicketStatus
    source: TicketSource
    urgency: Urgency
    impact: Impact
    subject: str
    account_id: UUID | None
    contact_id: UUID | None
    asset_id: UUID | None
    product_id: UUID | None
    entitlement: Cover
    group_id: UUID | None
    owner_id: UUID
    next_due: dt.datetime | None
    next_clock: ClockPoint | None
    remaining_seconds: int | None
    is_overdue: bool
    escalation_level: int
    severity: Severity | None
    reopen_count: int
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class ComplaintView:
    """The complaint's side of a ticket. `compensation_note` says what is offered beside or instead of money."""

    severity: Severity
    responsible_department: str
    order_id: UUID | None
    complaint_stage: ComplaintStage
    cause: str
    root_cause: str
    corrective_action: str
    preventive_action: str
    compensation: Money | None
    compensation_note: str
    compensation_status: CompensationStatus
    customer_verdict: str
    submitted_by: UUID | None
    submitted_at: dt.datetime | None
    decided_by: UUID | None
    decided_at: dt.datetime | None
    decision_comment: str


@view
class TicketView:
    """A ticket. While it waits in a group's queue, `owner_id` is that group.

    `merged_into` is the ticket that it goes on as, `previous_id` the one that it continues. `suppresses_promotion` says that
    marketing leaves the account alone for its sake.
    """

    id: UUID
    version: int
    number: str
    kind: TicketKind
    nature: TicketNature
    status: TicketStatus
    source: TicketSource
    validity: Validity
    urgency: Urgency
    impact: Impact
    problem_type_id: UUID | None
    subject: str
    description: str
    language: str | None
    account_id: UUID | None
    contact_id: UUID | None
    asset_id: UUID | None
    product_id: UUID | None
    agreement_id: UUID | None
    entitlement: Cover
    entitlement_detail: dict[str, Any] | None
    entitlement_checked_at: dt.datetime | None
    group_id: UUID | None
    owner_id: UUID
    rule_id: UUID | None
    policy_id: UUID | None
    next_due: dt.datetime | None
    next_clock: ClockPoint | None
    is_overdue: bool
    escalation_level: int
    suppresses_promotion: bool
    reopen_count: int
    solution: str
    cause_code: str | None
    solved_at: dt.datetime | None
    closed_at: dt.datetime | None
    previous_id: UUID | None
    merged_into: UUID | None
    merged_at: dt.datetime | None
    complaint: ComplaintView | None
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class JournalRow:
    """One thing that happened to a ticket: what changed, from what to what. Its clocks are computed from these."""

    id: UUID
    ticket_id: UUID
    position: int
    at: dt.datetime
    kind: JournalKind
    before: str | None
    after: str | None
    actor_id: UUID
    reason: str
