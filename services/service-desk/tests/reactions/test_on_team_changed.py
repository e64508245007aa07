"""Teams, in whose queues tickets wait."""

from typing import Any

from crm_contracts.service_desk.queries.tickets import ListTickets
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_queue_moves_with_its_team(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    team = given.team("/1/9/")
    ticket = given.ticket(agent, group_id=team)

    for _ in range(2):
        given.team("/2/9/", id=team, aggregateversion=2)

    found = [crm.ask(ListTickets, crm.person("service_desk.*:team", team=path))["data"] for path in ("/1/9/", "/2/9/")]
    assert [[row["id"] for row in rows] for rows in found] == [[], [ticket["id"]]]


def test_a_team_that_is_gone_gets_no_tickets(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    team = given.team("/1/9/")

    given.team("/1/9/", id=team, is_deleted=True, aggregateversion=2)

    with crm.refused(422, "unknown_team"):
        given.ticket(agent, group_id=team)
