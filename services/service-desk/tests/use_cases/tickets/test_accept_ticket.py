"""Somebody sees to a new ticket."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import AcceptTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_new_ticket_is_accepted_once(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    accepted = given.step(AcceptTicket, agent, given.ticket(agent))

    assert accepted["status"] == "accepted"
    [row] = given.journal(agent, accepted, "status", before="new")
    assert (row["after"], row["actor_id"]) == ("accepted", str(agent.user_id))
    with crm.refused(409, "illegal_transition") as problem:
        given.step(AcceptTicket, agent, accepted)
    assert (problem["current"], "allocate" in problem["allowed"]) == ("accepted", True)


def test_what_one_does_not_see_one_does_not_accept(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    with crm.refused(404):
        given.step(AcceptTicket, crm.person("service_desk.*:own"), ticket)
