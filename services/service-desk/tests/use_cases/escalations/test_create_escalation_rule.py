"""Saying when tickets go up by themselves."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.policies import CreateEscalationRule
from crm_contracts.service_desk.commands.tickets import ReopenTicket
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.lookups.measuring import WATCH


def test_what_is_late_for_long_goes_higher_and_to_somebody_else(
    crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller
) -> None:
    promised.policy()
    team, boss = given.team(), crm.person()
    later = {"name": "Very late", "trigger": "time", "level": 2, "minutes_after": 30, "group_id": team, "notify": [boss.user_id]}
    crm.do(CreateEscalationRule, promised.admin, **later, notify_owner=False)
    ticket = given.ticket(agent)

    promised.passed(ticket, 61)
    crm.ring(WATCH)
    promised.passed(ticket, 30)
    crm.ring(WATCH)

    first, second = crm.events("service_desk.ticket.escalated.v1")
    assert (first["data"]["to_level"], second["data"]["from_level"], second["data"]["to_level"]) == (1, 1, 2)
    assert second["data"]["notified"] == [str(boss.user_id)]
    now = crm.ask(GetTicket, promised.admin, ticket_id=ticket["id"])
    assert (now["group_id"], now["owner_id"], now["status"]) == (str(team), str(team), "new")


def test_what_was_missed_for_long_while_nobody_looked_goes_up_at_once(
    crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller
) -> None:
    promised.policy()
    crm.do(CreateEscalationRule, promised.admin, name="Very late", trigger="time", level=3, minutes_after=30)
    ticket = given.ticket(agent)
    promised.passed(ticket, 600)

    crm.ring(WATCH)

    [told] = crm.events("service_desk.ticket.escalated.v1")
    assert (told["data"]["from_level"], told["data"]["to_level"]) == (0, 3)


def test_a_ticket_that_is_reopened_again_and_again_goes_up(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    crm.do(CreateEscalationRule, promised.admin, name="Again", trigger="reopen", level=1, reopens=1)

    reopened = given.step(ReopenTicket, agent, given.solved(agent), reason="It leaks")

    assert (reopened["escalation_level"], reopened["status"]) == (1, "in_progress")
    [told] = crm.events("service_desk.ticket.escalated.v1")
    assert told["data"]["trigger"] == "reopen"


def test_a_rule_speaks_of_some_tickets_only(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    promised.policy()
    crm.do(CreateEscalationRule, promised.admin, name="Grave", trigger="time", level=3, urgencies=["critical"], kinds=["complaint"])
    crm.do(CreateEscalationRule, promised.admin, name="Other clock", trigger="time", level=2, clocks=["completed"])
    promised.passed(given.ticket(agent), 90)

    crm.ring(WATCH)

    [told] = crm.events("service_desk.ticket.escalated.v1")
    assert told["data"]["to_level"] == 1


def test_half_a_rule_is_refused(crm: ServiceUnderTest, promised: Any) -> None:
    told = {"name": "Rule", "trigger": "time", "level": 1}

    with crm.refused(422, pointer="/reopens"):
        crm.do(CreateEscalationRule, promised.admin, **{**told, "trigger": "reopen"})
    with crm.refused(422, "unknown_user", "/notify/0"):
        crm.do(CreateEscalationRule, promised.admin, **told, notify=[uuid4()])
    with crm.refused(422, "unknown_team", "/group_id"):
        crm.do(CreateEscalationRule, promised.admin, **told, group_id=uuid4())
    with crm.refused(422, pointer="/level"):
        crm.do(CreateEscalationRule, promised.admin, **{**told, "level": 4})
