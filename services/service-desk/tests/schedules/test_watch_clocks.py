"""Clocks warn and run out by themselves."""

from typing import Any

from crm_contracts.service_desk.commands.notes import AddNote
from crm_contracts.service_desk.commands.tickets import AwaitCustomer, DeleteTicket
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from service_desk.lookups.measuring import WATCH


def test_a_clock_warns_once_before_it_runs_out(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    promised.policy()
    ticket = given.ticket(agent)
    promised.passed(ticket, 46)

    crm.ring(WATCH)
    crm.ring(WATCH)

    [told] = crm.events("service_desk.ticket.sla_warning.v1")
    assert (told["data"]["clock"], told["data"]["pct"], told["data"]["is_overdue"]) == ("first_response", 75, False)
    write_golden(told)
    assert not crm.events("service_desk.ticket.sla_breached.v1")


def test_a_missed_clock_takes_the_ticket_up_by_itself(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    promised.policy()
    owner = crm.person()
    ticket = given.ticket(agent, account_id=given.account(owner_id=owner.user_id))
    promised.passed(ticket, 61)

    crm.ring(WATCH)
    crm.ring(WATCH)

    [missed] = crm.events("service_desk.ticket.sla_breached.v1")
    [raised] = crm.events("service_desk.ticket.escalated.v1")
    assert (missed["data"]["clock"], missed["data"]["is_overdue"]) == ("first_response", True)
    assert (raised["data"]["from_level"], raised["data"]["to_level"], raised["data"]["trigger"]) == (0, 1, "time")
    assert raised["data"]["notified"] == [str(agent.user_id), str(owner.user_id)]
    assert raised["data"]["suppresses_promotion"] is True
    for told in (missed, raised):
        write_golden(told)
    now = crm.ask(GetTicket, agent, ticket_id=ticket["id"])
    assert (now["status"], now["escalation_level"], now["is_overdue"], now["next_clock"]) == ("new", 1, True, "first_response")


def test_a_timer_that_comes_too_early_changes_nothing(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    promised.policy()
    ticket = given.ticket(agent)

    assert crm.ring(WATCH) == 1

    assert crm.ask(GetTicket, agent, ticket_id=ticket["id"])["version"] == ticket["version"]
    assert crm.ring(WATCH) == 1


def test_what_was_missed_while_nobody_looked_is_told_with_the_late_answer(
    crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller
) -> None:
    promised.policy()
    ticket = given.ticket(agent)
    promised.passed(ticket, 90)

    crm.do(AddNote, agent, ticket_id=ticket["id"], text="We look into it", visibility="public")
    crm.ring(WATCH)

    [missed] = crm.events("service_desk.ticket.sla_breached.v1")
    assert missed["data"]["is_overdue"] is False
    assert not crm.events("service_desk.ticket.escalated.v1")
    clock = promised.clocks(agent, ticket)["first_response"]
    assert (clock["state"], clock["is_missed"]) == ("missed", True)


def test_what_waits_for_the_customer_is_not_missed(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    promised.policy({"clock": "completed", "minutes": 60})
    ticket = given.step(AwaitCustomer, agent, given.started(agent))
    promised.passed(ticket, 600)

    crm.ring(WATCH)

    now = crm.ask(GetTicket, agent, ticket_id=ticket["id"])
    assert (now["is_overdue"], now["next_due"]) == (False, None)
    assert promised.clocks(agent, ticket)["completed"]["state"] == "paused"
    assert not crm.events("service_desk.ticket.sla_breached.v1")


def test_a_deleted_ticket_is_left_alone(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    promised.policy()
    ticket = given.ticket(agent)
    given.step(DeleteTicket, agent, ticket)
    promised.passed(ticket, 90)

    crm.ring(WATCH)

    assert not crm.events("service_desk.ticket.sla_breached.v1")
