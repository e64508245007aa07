"""Giving a ticket to somebody who works on it."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import AllocateTicket
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_accepted_ticket_waits_in_a_group(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    team, ticket = given.team("/1/9/"), given.accepted(agent)
    member = crm.person("service_desk.*:team", team="/1/9/")

    given.step(AllocateTicket, agent, ticket, group_id=team)

    waiting = crm.ask(GetTicket, member, ticket_id=ticket["id"])
    assert (waiting["status"], waiting["owner_id"], waiting["group_id"]) == ("allocated", str(team), str(team))


def test_only_an_accepted_ticket_is_allocated(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(AllocateTicket, agent, given.ticket(agent), owner_id=agent.user_id)


def test_it_is_given_to_just_one(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, gone = given.accepted(agent), crm.person()
    crm.introduce(gone.user_id, is_active=False)

    with crm.refused(422, pointer="/owner_id"):
        given.step(AllocateTicket, agent, ticket)
    with crm.refused(422, "unknown_user"):
        given.step(AllocateTicket, agent, ticket, owner_id=given.team())
