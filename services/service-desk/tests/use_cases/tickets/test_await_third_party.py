"""Waiting for somebody else."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import AwaitThirdParty
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_ticket_waits_and_the_journal_says_why(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    waiting = given.step(AwaitThirdParty, agent, given.started(agent), reason="Asked for the serial number")

    assert waiting["status"] == "waiting_third_party"
    [row] = given.journal(agent, waiting, "status", before="in_progress")
    assert (row["after"], row["reason"]) == ("waiting_third_party", "Asked for the serial number")


def test_what_is_not_worked_on_does_not_wait(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(AwaitThirdParty, agent, given.ticket(agent))
