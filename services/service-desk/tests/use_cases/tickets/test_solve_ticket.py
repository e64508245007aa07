"""Saying what the solution is."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import SolveTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_solved_ticket_has_its_solution_and_cause(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    solved = given.step(SolveTicket, agent, given.started(agent), solution="Turned the valve", cause_code="valve")

    assert (solved["status"], solved["solution"], solved["cause_code"]) == ("solved", "Turned the valve", "valve")
    assert solved["solved_at"] is not None
    [told] = crm.events("service_desk.ticket.solved.v1")
    assert told["data"]["cause_code"] == "valve"
    write_golden(told)


def test_a_solution_and_its_cause_are_said(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    started = given.started(agent)

    for field in ("solution", "cause_code"):
        with crm.refused(422, pointer=f"/{field}"):
            given.step(SolveTicket, agent, started, **{"solution": "Done", "cause_code": "valve", field: ""})


def test_what_is_not_worked_on_is_not_solved(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(SolveTicket, agent, given.allocated(agent), solution="Done", cause_code="valve")
