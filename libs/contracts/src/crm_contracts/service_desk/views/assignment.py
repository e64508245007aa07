"""What the service desk shows of who gets new tickets."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.service_desk.service_level_words import AssignMethod
from crm_contracts.service_desk.words import TicketNature, Urgency
from crm_kit.messages import view


@view
class AssignmentRuleView:
    """Whose are the tickets that fit every condition; a condition that is empty leaves nothing out.

    `categories` are those of products, `regions` and `levels` those of accounts; `problem_type_id` means those below it too.
    """

    id: UUID
    version: int
    name: str
    position: int
    natures: list[TicketNature]
    urgencies: list[Urgency]
    languages: list[str]
    product_ids: list[UUID]
    categories: list[str]
    regions: list[str]
    levels: list[str]
    problem_type_id: UUID | None
    group_id: UUID | None
    owner_id: UUID | None
    method: AssignMethod
    skills: list[str]
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class Trial:
    """Who would get a ticket now: the rule, and the group or user; `reason` says why it would wait in the queue or stay."""

    ticket_id: UUID
    number: str
    subject: str
    rule_id: UUID | None
    group_id: UUID | None
    user_id: UUID | None
    reason: str


@view
class TrialView:
    """What the rules would do with the last tickets."""

    data: list[Trial]
    has_more: bool = False
    next_cursor: str | None = None


@view
class AgentProfileView:
    """What somebody at the desk can do, how many open tickets they have at most, and when they work; the id is the user's."""

    id: UUID
    version: int
    skills: list[str]
    languages: list[str]
    most_tickets: int | None
    calendar_id: UUID | None
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class AbsenceView:
    """From when to when somebody is away, both days included."""

    id: UUID
    version: int
    user_id: UUID
    starts_on: dt.date
    ends_on: dt.date
    reason: str
    created_at: dt.datetime
    updated_at: dt.datetime
