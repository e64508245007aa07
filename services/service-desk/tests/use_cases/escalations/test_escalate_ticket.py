"""Taking tickets up by hand."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.policies import EscalateTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_ticket_goes_a_level_up_and_stays_as_it_is(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    owner, boss = crm.person(), crm.person()
    ticket = given.started(agent, account_id=given.account(owner_id=owner.user_id))

    raised = given.step(EscalateTicket, agent, ticket, reason="The line stands still", notify=[boss.user_id])

    assert (raised["escalation_level"], raised["status"], raised["suppresses_promotion"]) == (1, "in_progress", True)
    [told] = crm.events("service_desk.ticket.escalated.v1")
    assert told["data"]["notified"] == [str(boss.user_id), str(agent.user_id), str(owner.user_id)]
    assert (told["data"]["trigger"], told["data"]["reason"]) == ("manual", "The line stands still")


def test_it_goes_to_somebody_else_on_the_way(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    expert = crm.person()

    raised = given.step(EscalateTicket, agent, given.started(agent), reason="Hard", level=3, owner_id=expert.user_id)

    assert (raised["owner_id"], raised["escalation_level"]) == (str(expert.user_id), 3)


def test_there_is_nothing_above_the_third_level_nor_below(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    raised = given.step(EscalateTicket, agent, given.started(agent), reason="Hard", level=2)

    with crm.refused(409, "already_escalated"):
        given.step(EscalateTicket, agent, raised, reason="Less hard", level=1)
    top = given.step(EscalateTicket, agent, raised, reason="Harder")
    with crm.refused(409, "already_escalated"):
        given.step(EscalateTicket, agent, top, reason="Hardest")


def test_what_is_closed_is_not_taken_up(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(EscalateTicket, agent, given.closed(agent), reason="Hard")
    with crm.refused(422, "unknown_user", "/notify/0"):
        given.step(EscalateTicket, agent, given.started(agent), reason="Hard", notify=[uuid4()])
    assert not crm.events("service_desk.ticket.escalated.v1")
