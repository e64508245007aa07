"""One type of problem."""

from uuid import uuid4

from crm_contracts.service_desk.commands.problem_types import CreateProblemType
from crm_contracts.service_desk.queries.problem_types import GetProblemType
from crm_kit.testing.service import ServiceUnderTest


def test_a_type_is_shown_as_it_was_made(crm: ServiceUnderTest) -> None:
    lead = crm.administrator()

    made = crm.do(CreateProblemType, lead, code="printer", name="Printer")

    assert crm.ask(GetProblemType, lead, problem_type_id=made["id"]) == made
    with crm.refused(404):
        crm.ask(GetProblemType, lead, problem_type_id=uuid4())
