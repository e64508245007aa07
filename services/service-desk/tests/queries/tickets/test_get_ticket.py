"""One ticket."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_ticket_is_seen_by_whom_it_concerns(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    assert crm.ask(GetTicket, crm.person("service_desk.*:team"), ticket_id=ticket["id"]) == ticket
    for stranger in (crm.person("service_desk.*:own"), crm.person("service_desk.*:team", team="/2/")):
        with crm.refused(404):
            crm.ask(GetTicket, stranger, ticket_id=ticket["id"])
    with crm.refused(404):
        crm.ask(GetTicket, agent, ticket_id=uuid4())


def test_another_company_sees_none_of_it(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, others = given.ticket(agent), crm.fresh()

    with others.refused(404):
        others.ask(GetTicket, others.administrator(), ticket_id=ticket["id"])
