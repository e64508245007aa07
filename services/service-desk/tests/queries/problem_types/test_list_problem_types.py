"""Types of problems, as a tree."""

from crm_contracts.service_desk.commands.problem_types import CreateProblemType
from crm_contracts.service_desk.queries.problem_types import ListProblemTypes
from crm_kit.testing.service import ServiceUnderTest


def test_children_stand_below_their_parents(crm: ServiceUnderTest) -> None:
    lead = crm.administrator()
    top = [crm.do(CreateProblemType, lead, code=code, name=code) for code in ("hardware", "software")]
    crm.do(CreateProblemType, lead, code="printer", name="Printer", parent_id=top[0]["id"])

    rows = crm.ask(ListProblemTypes, lead)["data"]

    assert [row["path"] for row in rows] == ["/hardware/", "/hardware/printer/", "/software/"]
