"""Types of problems, as a tree."""

from typing import Any

from crm_contracts.service_desk.queries.problem_types import ListProblemTypes
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.problem_type import ProblemType


@app.answers(ListProblemTypes)
def list_problem_types(query: ListProblemTypes, work: Work) -> dict[str, Any]:
    return page(work, query, ProblemType)
