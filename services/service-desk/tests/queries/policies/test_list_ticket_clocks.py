"""The clocks of tickets."""

from typing import Any

from crm_contracts.service_desk.commands.notes import AddNote
from crm_contracts.service_desk.commands.tickets import AwaitCustomer, ResumeTicket
from crm_contracts.service_desk.queries.policies import ListTicketClocks
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

ALL = [{"clock": clock, "minutes": 60} for clock in ("accepted", "allocated", "first_response", "next_response", "completed")]


def test_each_clock_says_what_it_was_promised_and_what_came_of_it(
    crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller
) -> None:
    promised.policy(*ALL)
    ticket = given.step(AwaitCustomer, agent, given.started(agent))
    promised.passed(ticket, 30)
    given.step(ResumeTicket, agent, ticket)
    crm.do(AddNote, agent, ticket_id=ticket["id"], text="We look into it", visibility="public")

    clocks = promised.clocks(agent, ticket)

    assert {name: row["state"] for name, row in clocks.items()} == {
        "accepted": "met", "allocated": "met", "first_response": "met", "completed": "running",
    }  # fmt: skip
    assert 30 * 60 <= clocks["completed"]["paused_seconds"] < 31 * 60
    assert clocks["completed"]["target_minutes"] == "60"


def test_clocks_of_tickets_that_one_does_not_meet_are_not_shown(
    crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller
) -> None:
    promised.policy(*ALL)
    given.ticket(agent)

    assert crm.ask(ListTicketClocks, crm.person("service_desk.*:own", team="/2/"))["data"] == []
    assert len(crm.ask(ListTicketClocks, agent, sort="due", updated_since="2026-01-01T00:00:00Z")["data"]) == 4
