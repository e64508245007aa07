"""Showing a ticket to somebody else."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import AcceptTicket, ShareTicket
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_shared_ticket_is_seen_and_not_changed(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, other = given.ticket(agent), crm.person("service_desk.*:own")

    crm.do(ShareTicket, agent, ticket_id=ticket["id"], grantee_kind="user", grantee_id=other.user_id)

    assert crm.ask(GetTicket, other, ticket_id=ticket["id"])["id"] == ticket["id"]
    with crm.refused(404):
        given.step(AcceptTicket, other, ticket)


def test_a_share_that_is_over_before_it_begins_is_refused(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    with crm.refused(422, "in_the_past"):
        crm.do(
            ShareTicket, agent, ticket_id=ticket["id"], grantee_kind="user", grantee_id=agent.user_id,
            expires_at="2020-01-01T00:00:00Z",
        )  # fmt: skip
