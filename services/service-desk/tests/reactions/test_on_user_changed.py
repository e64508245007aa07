"""Who works here, and whose tickets are whose."""

from typing import Any

from sqlalchemy import select

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.domain.ticket import Ticket


def test_tickets_follow_their_owner_into_another_team(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    given.ticket(agent)

    for _ in range(2):
        crm.hear_golden("identity.user.updated.v1", id=agent.user_id, team_path="/1/7/", is_active=True, aggregateversion=2)

    assert crm.rows(select(Ticket.team_path)) == [("/1/7/",)]
