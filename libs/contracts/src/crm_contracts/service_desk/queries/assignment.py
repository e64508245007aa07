"""What one can ask about who gets new tickets."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.service_desk.views.assignment import AbsenceView, AgentProfileView, AssignmentRuleView, TrialView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="service_desk.assignment_rule.read", returns=AssignmentRuleView)
class GetAssignmentRule:
    """One rule of assignment."""

    assignment_rule_id: UUID


@query(allow="service_desk.assignment_rule.read", returns=AssignmentRuleView)
class ListAssignmentRules(ListQuery):
    """Rules of assignment in their order."""

    filters: ClassVar = ("name", "group_id", "owner_id", "method", "is_active", "created_at")
    sorts: ClassVar = ("position",)
    default_sort: ClassVar = "position"


@query(allow="service_desk.assignment_rule.read", returns=TrialView)
class TryAssignment:
    """Who would get the last 100 tickets that one may see, if they came now; `rule_id` counts as in use although it is not.
    Nothing is changed."""

    rule_id: UUID | None = None


@query(allow="service_desk.agent_profile.read", returns=AgentProfileView)
class ListAgentProfiles(ListQuery):
    """What people at the desk can do."""

    filters: ClassVar = ("id", "skills", "languages", "calendar_id", "created_at")
    sorts: ClassVar = ("created_at",)
    default_sort: ClassVar = "-created_at"


@query(allow="service_desk.absence.read", returns=AbsenceView)
class ListAbsences(ListQuery):
    """Who is away when, the latest first."""

    filters: ClassVar = ("user_id", "starts_on", "ends_on", "created_at")
    sorts: ClassVar = ("starts_on",)
    default_sort: ClassVar = "-starts_on"
