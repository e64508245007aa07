"""Types of problems."""

from uuid import uuid4

from crm_contracts.service_desk.commands.problem_types import CreateProblemType
from crm_kit.testing.service import ServiceUnderTest


def test_types_of_problems_are_a_tree(crm: ServiceUnderTest) -> None:
    lead = crm.administrator()
    hardware = crm.do(CreateProblemType, lead, code="hardware", name="Hardware")

    printer = crm.do(CreateProblemType, lead, code="printer", name="Printer", parent_id=hardware["id"])

    assert (printer["path"], printer["parent_id"], printer["is_active"]) == ("/hardware/printer/", hardware["id"], True)
    with crm.refused(409, "duplicate"):
        crm.do(CreateProblemType, lead, code="printer", name="Another", parent_id=hardware["id"])
    with crm.refused(422, pointer="/parent_id"):
        crm.do(CreateProblemType, lead, code="x", name="X", parent_id=uuid4())


def test_the_tree_has_five_levels(crm: ServiceUnderTest) -> None:
    lead, parent = crm.administrator(), None
    for level in range(5):
        parent = crm.do(CreateProblemType, lead, code=f"level_{level}", name="Deeper", parent_id=parent)["id"]

    with crm.refused(422, "too_deep"):
        crm.do(CreateProblemType, lead, code="deepest", name="Deepest", parent_id=parent)
