"""Types of problems that change."""

from typing import Any

from crm_contracts.service_desk.commands.problem_types import ChangeProblemType, CreateProblemType
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_type_out_of_use_is_no_more_for_new_tickets(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    lead = crm.administrator()
    kind = crm.do(CreateProblemType, lead, code="printer", name="Printer")
    ticket = given.ticket(agent, problem_type_id=kind["id"])

    changed = crm.do(ChangeProblemType, lead, problem_type_id=kind["id"], version=1, name="Printers", is_active=False)

    assert (changed["name"], changed["is_active"], ticket["problem_type_id"]) == ("Printers", False, kind["id"])
    with crm.refused(422, "unknown_problem_type", "/problem_type_id"):
        given.ticket(agent, problem_type_id=kind["id"])
    with crm.refused(412):
        crm.do(ChangeProblemType, lead, problem_type_id=kind["id"], version=1, name="Again")
