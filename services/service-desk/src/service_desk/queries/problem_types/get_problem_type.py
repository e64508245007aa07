"""One type of problem."""

from crm_contracts.service_desk.queries.problem_types import GetProblemType
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.problem_type import ProblemType


@app.answers(GetProblemType)
def get_problem_type(query: GetProblemType, work: Work) -> ProblemType:
    return work.get(ProblemType, query.problem_type_id)
