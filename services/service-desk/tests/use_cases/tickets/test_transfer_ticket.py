"""Handing tickets on."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import TakeTicket, TransferTicket
from crm_contracts.service_desk.queries.tickets import GetTicket, ListTickets
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_ticket_goes_on_with_somebody_else_as_it_is(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    colleague, ticket = crm.person("service_desk.*:own", team="/1/7/"), given.started(agent)

    moved = given.step(TransferTicket, agent, ticket, owner_id=colleague.user_id)

    assert (moved["status"], moved["owner_id"]) == ("in_progress", str(colleague.user_id))
    assert crm.ask(GetTicket, colleague, ticket_id=ticket["id"])["id"] == ticket["id"]
    with crm.refused(404):
        crm.ask(GetTicket, agent, ticket_id=ticket["id"])


def test_a_ticket_goes_back_into_a_queue_and_is_taken_there(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    team, member = given.team("/1/9/"), crm.person("service_desk.*:team", team="/1/9/")

    given.step(TransferTicket, agent, given.started(agent), group_id=team)

    [waiting] = crm.ask(ListTickets, member, where={"field": "group_id", "value": str(team)})["data"]
    taken = crm.do(TakeTicket, member, ticket_id=waiting["id"])
    assert (waiting["status"], taken["status"], taken["owner_id"]) == ("in_progress", "in_progress", str(member.user_id))


def test_what_is_closed_is_not_handed_on(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(TransferTicket, agent, given.closed(agent), owner_id=agent.user_id)
