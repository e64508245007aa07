"""Deleting tickets."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import DeleteTicket
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_deleted_ticket_is_gone_and_told_of(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.complaint(agent)

    given.step(DeleteTicket, agent, ticket)

    with crm.refused(404):
        crm.ask(GetTicket, agent, ticket_id=ticket["id"])
    [told] = crm.events("service_desk.ticket.deleted.v1")
    assert told["data"]["suppresses_promotion"] is False
    write_golden(told)


def test_only_who_may_deletes(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    with crm.refused(403):
        given.step(DeleteTicket, crm.person("service_desk.ticket.read:all"), ticket)
