"""The customer agrees."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import ConfirmTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_solved_ticket_is_closed_by_the_customers_word(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    closed = given.step(ConfirmTicket, agent, given.solved(agent))

    assert (closed["status"], closed["closed_at"] is not None) == ("closed", True)
    write_golden(crm.events("service_desk.ticket.closed.v1")[0])


def test_what_is_not_solved_is_not_confirmed(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(ConfirmTicket, agent, given.started(agent))


def test_a_complaint_lacks_its_closure_and_everything_missing_is_named(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    solved = given.solved(agent, nature="complaint", complaint={"severity": "minor", "responsible_department": "Sales"})

    with crm.refused(409, "closure_incomplete", "/root_cause") as problem:
        given.step(ConfirmTicket, agent, solved)

    missing = {"/cause", "/root_cause", "/corrective_action", "/preventive_action", "/customer_verdict", "/complaint_stage"}
    assert {error["pointer"] for error in problem["errors"]} == missing


def test_a_complaint_with_its_closure_is_resolved(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    closed = given.step(ConfirmTicket, agent, given.settled_complaint(agent))

    assert (closed["status"], closed["suppresses_promotion"]) == ("closed", False)
    [told] = crm.events("service_desk.complaint.resolved.v1")
    assert told["data"]["root_cause"] == "No check at the gate"
    write_golden(told)
