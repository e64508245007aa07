"""What happened to tickets."""

from typing import Any

from crm_contracts.service_desk.queries.tickets import ListTicketJournal
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_journal_tells_everything_in_order(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.closed(agent)

    steps = [row["after"] for row in given.journal(agent, ticket, "status")]

    assert steps == ["closed", "solved", "in_progress", "allocated", "accepted", "new"]


def test_nobody_reads_about_tickets_they_do_not_see(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    given.ticket(agent)

    assert crm.ask(ListTicketJournal, crm.person("service_desk.*:own"))["data"] == []
