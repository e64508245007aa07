"""What one can ask about types of problems."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.service_desk.views.problem_types import ProblemTypeView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="service_desk.problem_type.read", returns=ProblemTypeView)
class GetProblemType:
    """One type of problem."""

    problem_type_id: UUID


@query(allow="service_desk.problem_type.read", returns=ProblemTypeView)
class ListProblemTypes(ListQuery):
    """Types of problems, as a tree from the top."""

    filters: ClassVar = ("code", "name", "parent_id", "path", "is_active")
    sorts: ClassVar = ("path", "name")
    default_sort: ClassVar = "path"
