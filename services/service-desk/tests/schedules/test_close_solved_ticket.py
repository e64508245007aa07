"""Solved tickets close by themselves."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import DeleteTicket, ReopenTicket
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.lookups.following import CLOSE


def test_a_solved_ticket_closes_when_its_time_has_come(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    solved = given.solved(agent)

    assert crm.ring(CLOSE) == 1

    assert crm.ask(GetTicket, agent, ticket_id=solved["id"])["status"] == "closed"
    [told] = crm.events("service_desk.ticket.closed.v1")
    assert told["data"]["cause_code"] == "valve"
    assert crm.ring(CLOSE) == 0


def test_what_was_reopened_or_deleted_does_not_close(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    given.step(ReopenTicket, agent, given.solved(agent), reason="It leaks")
    given.step(DeleteTicket, agent, given.solved(agent))

    assert crm.ring(CLOSE) == 0
    assert not crm.events("service_desk.ticket.closed.v1")


def test_a_complaint_closes_only_with_its_closure(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    told = {"severity": "minor", "responsible_department": "Sales"}
    half_done = given.solved(agent, nature="complaint", complaint=told)
    crm.ring(CLOSE)

    settled = given.settled_complaint(agent)
    crm.ring(CLOSE)

    assert crm.ask(GetTicket, agent, ticket_id=half_done["id"])["status"] == "solved"
    assert crm.ask(GetTicket, agent, ticket_id=settled["id"])["status"] == "closed"
