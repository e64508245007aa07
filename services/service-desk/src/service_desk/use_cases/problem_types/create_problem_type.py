"""Have another type of problem."""

from crm_contracts.service_desk.commands.problem_types import CreateProblemType
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.problem_type import ProblemType
from service_desk.lookups.problem_types import parent


@app.handles(CreateProblemType)
def create_problem_type(command: CreateProblemType, work: Work) -> ProblemType:
    known = ProblemType(code=command.code, name=command.name)
    known.hang_below(parent(work, command.parent_id))
    return work.add(known)
