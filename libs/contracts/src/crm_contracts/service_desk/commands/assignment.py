"""What one can do with who gets new tickets."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.service_desk.service_level_words import (
    AssignMethod,
    Languages,
    Levels,
    Natures,
    Position,
    Regions,
    Skills,
    Things,
    Urgencies,
)
from crm_contracts.service_desk.views.assignment import AbsenceView, AgentProfileView, AssignmentRuleView
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Line, Name, Unset

MostTickets = Annotated[int, Between(0, 10_000)]


@command(allow="service_desk.assignment_rule.create", returns=AssignmentRuleView)
class CreateAssignmentRule:
    """Say who gets new tickets that fit. The first rule in the order of `position` decides: a user, or a group, where `method`
    chooses among its people who are at work, have the skills and are not full: whoever has the fewest tickets or whose turn it is.
    Where nobody can, the ticket waits in the group's queue and that is told."""

    name: Name
    position: Position = 100
    natures: Natures = field(default_factory=list)
    urgencies: Urgencies = field(default_factory=list)
    languages: Languages = field(default_factory=list)
    product_ids: Things = field(default_factory=list)
    categories: Regions = field(default_factory=list)
    regions: Regions = field(default_factory=list)
    levels: Levels = field(default_factory=list)
    problem_type_id: UUID | None = None
    group_id: UUID | None = None
    owner_id: UUID | None = None
    method: AssignMethod = "queue"
    skills: Skills = field(default_factory=list)
    is_active: bool = True


@command(allow="service_desk.assignment_rule.update", returns=AssignmentRuleView)
class ChangeAssignmentRule:
    """Change a rule of assignment; it holds for tickets to come."""

    assignment_rule_id: UUID
    version: int
    name: Name | Unset = UNSET
    position: Position | Unset = UNSET
    natures: Natures | Unset = UNSET
    urgencies: Urgencies | Unset = UNSET
    languages: Languages | Unset = UNSET
    product_ids: Things | Unset = UNSET
    categories: Regions | Unset = UNSET
    regions: Regions | Unset = UNSET
    levels: Levels | Unset = UNSET
    problem_type_id: UUID | Unset | None = UNSET
    group_id: UUID | Unset | None = UNSET
    owner_id: UUID | Unset | None = UNSET
    method: AssignMethod | Unset = UNSET
    skills: Skills | Unset = UNSET
    is_active: bool | Unset = UNSET


@command(allow="service_desk.agent_profile.set", returns=AgentProfileView)
class SetAgentProfile:
    """Say what somebody at the desk can do, how many open tickets they get at most, and by which calendar they work; `version` is 0
    the first time."""

    user_id: UUID
    version: int
    skills: Skills = field(default_factory=list)
    languages: Languages = field(default_factory=list)
    most_tickets: MostTickets | None = None
    calendar_id: UUID | None = None


@command(allow="service_desk.absence.create", returns=AbsenceView)
class CreateAbsence:
    """Somebody is away from one day to another; they get no new tickets by rules."""

    user_id: UUID
    starts_on: dt.date
    ends_on: dt.date
    reason: Line = ""


@command(allow="service_desk.absence.update", returns=AbsenceView)
class ChangeAbsence:
    """Somebody is away otherwise."""

    absence_id: UUID
    version: int
    starts_on: dt.date | Unset = UNSET
    ends_on: dt.date | Unset = UNSET
    reason: Line | Unset = UNSET


@command(allow="service_desk.absence.delete")
class DeleteAbsence:
    """Somebody is not away."""

    absence_id: UUID
    version: int
