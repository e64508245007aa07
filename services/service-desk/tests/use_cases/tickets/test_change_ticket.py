"""Correcting what is known of a ticket."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import ChangeTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_change_shows_and_its_urgency_is_in_the_journal(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, account = given.ticket(agent), given.account()

    changed = given.step(ChangeTicket, agent, ticket, urgency="critical", account_id=account, subject="It is hot")

    assert (changed["urgency"], changed["account_id"], changed["subject"]) == ("critical", str(account), "It is hot")
    [row] = given.journal(agent, changed, "urgency", before="normal")
    assert row["after"] == "critical"
    write_golden(crm.events("service_desk.ticket.updated.v1")[-1])


def test_a_ticket_that_is_done_with_stays_as_it_is(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    closed = given.closed(agent)

    with crm.refused(409, "illegal_transition"):
        given.step(ChangeTicket, agent, closed, urgency="critical")


def test_a_request_does_not_become_a_complaint_by_a_change(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    with crm.refused(409, "not_a_complaint"):
        given.step(ChangeTicket, agent, ticket, nature="complaint")


def test_who_reads_an_older_version_changes_nothing(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)
    given.step(ChangeTicket, agent, ticket, subject="Once")

    with crm.refused(412, "stale"):
        given.step(ChangeTicket, agent, ticket, subject="Twice")
