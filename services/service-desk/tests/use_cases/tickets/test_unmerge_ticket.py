"""Undoing merges."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import MergeTicket, UnmergeTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_merged_ticket_is_again_as_it_was(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    merged = given.step(MergeTicket, agent, given.started(agent), target_id=given.ticket(agent)["id"], reason="The same")

    again = given.step(UnmergeTicket, agent, merged)

    assert (again["status"], again["merged_into"], again["merged_at"]) == ("in_progress", None, None)


def test_after_a_week_a_merge_stands(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    merged = given.step(MergeTicket, agent, given.started(agent), target_id=given.ticket(agent)["id"], reason="The same")
    given.later(merged, days=8)

    with crm.refused(409, "undo_expired"):
        given.step(UnmergeTicket, agent, merged)


def test_what_was_not_merged_is_not_unmerged(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(UnmergeTicket, agent, given.ticket(agent))
