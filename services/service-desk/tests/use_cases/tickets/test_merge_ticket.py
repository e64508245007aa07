"""Merging tickets."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.tickets import MergeTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_ticket_goes_on_as_another(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, target = given.started(agent), given.ticket(agent)

    merged = given.step(MergeTicket, agent, ticket, target_id=target["id"], reason="The same pump")

    assert (merged["status"], merged["merged_into"]) == ("merged", target["id"])
    [row] = given.journal(agent, target, "merged_in")
    assert (row["after"], row["reason"]) == (ticket["id"], "The same pump")


def test_a_ticket_is_merged_only_into_another_open_one(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    with crm.refused(422, "same_ticket"):
        given.step(MergeTicket, agent, ticket, target_id=ticket["id"], reason="Why")
    with crm.refused(409, "target_not_open"):
        given.step(MergeTicket, agent, ticket, target_id=given.closed(agent)["id"], reason="Why")
    with crm.refused(404):
        given.step(MergeTicket, agent, ticket, target_id=uuid4(), reason="Why")
    with crm.refused(409, "illegal_transition"):
        given.step(MergeTicket, agent, given.closed(agent), target_id=ticket["id"], reason="Why")
    with crm.refused(412, "stale"):
        crm.do(MergeTicket, agent, ticket_id=ticket["id"], version=99, target_id=given.ticket(agent)["id"], reason="Why")
