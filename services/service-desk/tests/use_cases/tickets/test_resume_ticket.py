"""Going on after a wait."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import AwaitCustomer, AwaitThirdParty, ResumeTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_ticket_goes_on_after_either_wait(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    for wait in (AwaitCustomer, AwaitThirdParty):
        waiting = given.step(wait, agent, given.started(agent))

        assert given.step(ResumeTicket, agent, waiting)["status"] == "in_progress"


def test_what_does_not_wait_does_not_go_on(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(ResumeTicket, agent, given.started(agent))
