"""What one can do with types of problems."""

from __future__ import annotations

from uuid import UUID

from crm_contracts.service_desk.views.problem_types import ProblemTypeView
from crm_contracts.service_desk.words import Code
from crm_kit.messages import command
from crm_kit.words import UNSET, Name, Unset


@command(allow="service_desk.problem_type.create", returns=ProblemTypeView)
class CreateProblemType:
    """Have another type of problem, below another one or at the top; at most 5 levels."""

    code: Code
    name: Name
    parent_id: UUID | None = None


@command(allow="service_desk.problem_type.update", returns=ProblemTypeView)
class ChangeProblemType:
    """Call a type of problem otherwise, or use it no more."""

    problem_type_id: UUID
    version: int
    name: Name | Unset = UNSET
    is_active: bool | Unset = UNSET
