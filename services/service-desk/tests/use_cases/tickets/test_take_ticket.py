"""Taking tickets out of a queue."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from crm_contracts.service_desk.commands.tickets import TakeTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.domain.ticket import Ticket


def test_who_takes_a_waiting_ticket_has_it(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    team = given.team("/1/9/")
    ticket = given.ticket(agent, group_id=team)
    member = crm.person("service_desk.*:team", team="/1/9/")

    taken = crm.do(TakeTicket, member, ticket_id=ticket["id"])

    assert (taken["status"], taken["owner_id"], taken["group_id"]) == ("allocated", str(member.user_id), str(team))
    steps = {row["after"] for row in given.journal(member, taken, "status")}
    assert steps == {"new", "accepted", "allocated"}
    with crm.refused(409, "already_taken"):
        crm.do(TakeTicket, crm.person("service_desk.*:all"), ticket_id=ticket["id"])


def test_an_own_new_ticket_is_begun_with(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    taken = crm.do(TakeTicket, agent, ticket_id=given.ticket(agent)["id"])

    assert (taken["status"], taken["owner_id"]) == ("allocated", str(agent.user_id))
    with crm.refused(409, "already_taken"):
        crm.do(TakeTicket, agent, ticket_id=taken["id"])


def test_nobody_takes_what_is_solved(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        crm.do(TakeTicket, agent, ticket_id=given.solved(agent)["id"])


@pytest.mark.slow
def test_two_hundred_agents_take_ten_tickets_and_each_has_one_owner(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    team = given.team("/1/9/")
    tickets = [given.ticket(agent, group_id=team)["id"] for _ in range(10)]
    agents = [crm.person("service_desk.ticket.take:all") for _ in range(200)]

    with ThreadPoolExecutor(10) as pool:
        replies = list(pool.map(lambda number: crm.call(TakeTicket, agents[number], ticket_id=tickets[number % 10]), range(200)))

    refused = [reply["problem"] for reply in replies if "problem" in reply]
    winners = [reply["result"] for reply in replies if "result" in reply]
    assert {(problem["status"], problem["code"]) for problem in refused} == {(409, "already_taken")}
    assert sorted(ticket["id"] for ticket in winners) == sorted(tickets)
    owners = dict(crm.rows(select(Ticket.id, Ticket.owner_id)))
    assert {str(key): str(owner) for key, owner in owners.items()} == {each["id"]: each["owner_id"] for each in winners}
