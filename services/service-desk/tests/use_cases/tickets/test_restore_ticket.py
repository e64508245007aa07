"""Bringing tickets back."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import DeleteTicket, RestoreTicket
from crm_contracts.service_desk.queries.tickets import ListTickets
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_deleted_ticket_comes_back(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)
    given.step(DeleteTicket, agent, ticket)
    [gone] = crm.ask(ListTickets, agent, deleted=True)["data"]

    back = given.step(RestoreTicket, agent, gone)

    assert (back["id"], back["status"]) == (ticket["id"], "new")
    write_golden(crm.events("service_desk.ticket.restored.v1")[0])


def test_what_is_there_is_not_restored(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(404):
        given.step(RestoreTicket, agent, given.ticket(agent))
