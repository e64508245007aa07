"""Deciding on a compensation."""

from typing import Any

from crm_contracts.service_desk.commands.complaints import ApproveCompensation, OfferCompensation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_somebody_else_decides_once(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    offered = given.step(OfferCompensation, agent, given.complaint(agent), note="A new pump")
    lead = crm.person("service_desk.*:all")

    decided = given.step(ApproveCompensation, lead, offered, comment="Seen")

    assert (decided["complaint"]["compensation_status"], decided["complaint"]["decided_by"]) == ("approved", str(lead.user_id))
    with crm.refused(409, "nothing_to_decide"):
        given.step(ApproveCompensation, lead, decided, comment="Seen")


def test_nobody_decides_on_their_own_offer(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    offered = given.step(OfferCompensation, agent, given.complaint(agent), note="A new pump")

    with crm.refused(403, "own_record"):
        given.step(ApproveCompensation, agent, offered, comment="Mine")
