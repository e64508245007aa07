"""Types of problems to hang others below."""

from __future__ import annotations

from uuid import UUID

from crm_kit.errors import Invalid
from crm_kit.work import Work
from service_desk.domain.problem_type import ProblemType


def parent(work: Work, problem_type_id: UUID | None) -> ProblemType | None:
    """The type, or Invalid (422); None for none, which is the root."""
    if problem_type_id is None:
        return None
    found = work.session.get(ProblemType, problem_type_id)
    if found is None or found.deleted_at is not None:
        raise Invalid.field("/parent_id", "unknown_problem_type", "There is no such type of problem")
    return found
