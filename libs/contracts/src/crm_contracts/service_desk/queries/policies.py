"""What one can ask about service levels."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.service_desk.views.policies import ClockRow, EscalationRuleView, PolicyView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="service_desk.policy.read", returns=PolicyView)
class GetPolicy:
    """One policy."""

    policy_id: UUID


@query(allow="service_desk.policy.read", returns=PolicyView)
class ListPolicies(ListQuery):
    """Policies by name."""

    filters: ClassVar = ("name", "calendar_id", "is_default", "is_active", "created_at")
    sorts: ClassVar = ("name",)
    default_sort: ClassVar = "name"


@query(allow="service_desk.escalation_rule.read", returns=EscalationRuleView)
class GetEscalationRule:
    """One rule of escalation."""

    escalation_rule_id: UUID


@query(allow="service_desk.escalation_rule.read", returns=EscalationRuleView)
class ListEscalationRules(ListQuery):
    """Rules of escalation in their order."""

    filters: ClassVar = ("name", "trigger", "level", "is_active", "created_at")
    sorts: ClassVar = ("position",)
    default_sort: ClassVar = "position"


@query(allow="service_desk.ticket.read", returns=ClockRow)
class ListTicketClocks(ListQuery):
    """The clocks of tickets, as of each ticket's last change, in the order in which they began."""

    filters: ClassVar = ("ticket_id", "clock", "state", "due", "actual", "is_missed")
    sorts: ClassVar = ("started_at", "due")
    default_sort: ClassVar = "started_at"
