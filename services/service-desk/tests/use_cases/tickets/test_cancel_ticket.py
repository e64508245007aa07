"""Putting tickets aside."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import CancelTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_none_of_ours_is_cancelled(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    cancelled = given.step(CancelTicket, agent, given.ticket(agent), validity="out_of_scope", reason="Another maker's")

    assert (cancelled["status"], cancelled["validity"]) == ("cancelled", "out_of_scope")


def test_a_valid_ticket_is_not_cancelled_nor_one_that_is_worked_on(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(422, pointer="/validity"):
        given.step(CancelTicket, agent, given.ticket(agent), validity="valid", reason="No time")
    with crm.refused(409, "illegal_transition"):
        given.step(CancelTicket, agent, given.started(agent), validity="invalid", reason="No time")
