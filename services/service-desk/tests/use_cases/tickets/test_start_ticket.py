"""Beginning to work."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import StartTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_allocated_ticket_is_worked_on(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    started = given.step(StartTicket, agent, given.allocated(agent))

    assert started["status"] == "in_progress"


def test_a_new_ticket_has_to_be_allocated_first(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(StartTicket, agent, given.ticket(agent))
