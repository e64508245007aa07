"""Call a type of problem otherwise, or use it no more."""

from crm_contracts.service_desk.commands.problem_types import ChangeProblemType
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.problem_type import ProblemType


@app.handles(ChangeProblemType)
def change_problem_type(command: ChangeProblemType, work: Work) -> ProblemType:
    known = work.get(ProblemType, command.problem_type_id, version=command.version)
    for name, value in given(command).items():
        setattr(known, name, value)
    return known
