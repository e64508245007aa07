"""With whom a ticket is shared."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import ShareTicket
from crm_contracts.service_desk.queries.tickets import ListTicketShares
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_shares_are_listed(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, other = given.ticket(agent), crm.person()

    share = crm.do(
        ShareTicket, agent, ticket_id=ticket["id"], grantee_kind="user", grantee_id=other.user_id, level="write"
    )  # fmt: skip

    assert crm.ask(ListTicketShares, agent, ticket_id=ticket["id"])["data"] == [share]
