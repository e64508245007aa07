"""What one can ask about marketing plans."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.marketing.views.plans import PlanRow, PlanView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="marketing.plan.read", returns=PlanView)
class GetPlan:
    """One plan or programme."""

    plan_id: UUID


@query(allow="marketing.plan.read", returns=PlanRow)
class ListPlans(ListQuery):
    """Plans and programmes, the latest first; `parent_id` gives what belongs to one."""

    filters: ClassVar = ("level", "parent_id", "status", "starts_on", "ends_on", "owner_id", "created_at", "updated_at")
    sorts: ClassVar = ("starts_on", "name", "created_at")
    default_sort: ClassVar = "-starts_on"
    searchable: ClassVar = True
