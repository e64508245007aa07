"""Ending a share."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import ShareTicket, UnshareTicket
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_share_that_ended_shows_nothing(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, other = given.ticket(agent), crm.person("service_desk.*:own")
    share = crm.do(ShareTicket, agent, ticket_id=ticket["id"], grantee_kind="user", grantee_id=other.user_id)

    crm.do(UnshareTicket, agent, ticket_id=ticket["id"], share_id=share["id"])

    with crm.refused(404):
        crm.ask(GetTicket, other, ticket_id=ticket["id"])
    with crm.refused(404):
        crm.do(UnshareTicket, agent, ticket_id=ticket["id"], share_id=share["id"])
