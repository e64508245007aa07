"""Trying rules on the last tickets."""

from typing import Any

from crm_contracts.service_desk.queries.assignment import TryAssignment
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_rule_is_tried_before_it_is_in_use_and_nothing_changes(
    crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller
) -> None:
    first, second = given.ticket(agent, nature="repair"), given.ticket(agent)
    rule = crew.rule(natures=["repair"], is_active=False)

    without = crm.ask(TryAssignment, crew.admin)["data"]
    tried = crm.ask(TryAssignment, crew.admin, rule_id=rule["id"])["data"]

    assert {row["rule_id"] for row in without} == {None}
    assert [row["ticket_id"] for row in tried] == [second["id"], first["id"]]
    assert [row["user_id"] for row in tried] == [None, str(crew.people[0])]
    assert [row["reason"] for row in tried] == ["No rule fits", ""]
    assert crm.ask(GetTicket, agent, ticket_id=first["id"]) == first


def test_it_says_where_nobody_could_take_a_ticket(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    given.ticket(agent)
    crew.rule(skills=["welding"])

    [row] = crm.ask(TryAssignment, crew.admin)["data"]

    assert (row["group_id"], row["user_id"]) == (str(crew.team), None)
    assert row["reason"] == "Nobody of the group is at work, able and free"


def test_it_shows_the_tickets_that_one_may_see(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    given.ticket(agent)

    assert crm.ask(TryAssignment, crm.person("service_desk.*:own", team="/2/"))["data"] == []
