"""Clocks of tickets follow their policy and calendar."""

from typing import Any

from crm_contracts.service_desk.commands.calendars import ChangeCalendar
from crm_contracts.service_desk.commands.policies import ChangePolicy
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.lookups.remeasuring import AGAIN


def test_another_target_moves_what_is_due(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    policy = promised.policy()
    tickets = [given.ticket(agent) for _ in range(3)]

    crm.do(ChangePolicy, promised.admin, policy_id=policy["id"], version=1, targets=[{"clock": "first_response", "minutes": 1440}])
    assert crm.ring(AGAIN) == 1

    for ticket in tickets:
        now = crm.ask(GetTicket, agent, ticket_id=ticket["id"])
        assert now["next_due"][:10] > ticket["next_due"][:10]


def test_another_calendar_moves_what_is_due(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    policy = promised.policy()
    ticket = given.ticket(agent)
    short = [{"weekday": day, "starts": "03:00", "ends": "03:10"} for day in range(1, 8)]

    crm.do(ChangeCalendar, promised.admin, calendar_id=policy["calendar_id"], version=1, hours=short)
    crm.ring(AGAIN)

    assert crm.ask(GetTicket, agent, ticket_id=ticket["id"])["next_due"] > ticket["next_due"]
