"""What one can ask about the rules that assign enquiries."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.lead_rules import LeadRuleView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.lead_rule.read", returns=LeadRuleView)
class GetLeadRule:
    """One rule."""

    lead_rule_id: UUID


@query(allow="sales.lead_rule.read", returns=LeadRuleView)
class ListLeadRules(ListQuery):
    """Rules in the order in which they are asked."""

    filters: ClassVar = ("name", "is_active", "team_id", "strategy", "position")
    sorts: ClassVar = ("position",)
    default_sort: ClassVar = "position"
