"""Taking in what somebody asks for."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.tickets import CreateTicket
from crm_contracts.service_desk.queries.tickets import GetTicket, ListTicketJournal
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_somebody_calls_and_there_is_a_ticket(crm: ServiceUnderTest, agent: Caller) -> None:
    made = crm.do(CreateTicket, agent, subject="The pump does not start", nature="fault", source="phone", urgency="high")

    assert (made["status"], made["kind"], made["entitlement"], made["number"][:2]) == ("new", "request", "none", "T-")
    assert made["owner_id"] == str(agent.user_id)
    assert crm.ask(GetTicket, agent, ticket_id=made["id"]) == made
    [told] = crm.events("service_desk.ticket.created.v1")
    assert told["data"]["subject"] == "The pump does not start"
    write_golden(told)


def test_the_journal_begins_with_what_the_clocks_need(crm: ServiceUnderTest, agent: Caller) -> None:
    made = crm.do(CreateTicket, agent, subject="Help", nature="consultation", urgency="critical")

    journal = crm.ask(ListTicketJournal, agent, where={"field": "ticket_id", "op": "eq", "value": made["id"]})["data"]

    begun = {(row["kind"], row["before"], row["after"]) for row in journal}
    assert {("status", None, "new"), ("urgency", None, "critical"), ("kind", None, "request")} <= begun
