"""Taking tickets up again."""

from typing import Any

from crm_contracts.service_desk.commands.settings import ChangeSettings
from crm_contracts.service_desk.commands.tickets import ReopenTicket
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_solution_that_did_not_hold_is_worked_on_again(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    for done in (given.solved(agent), given.closed(agent)):
        again = given.step(ReopenTicket, agent, done, reason="It leaks again")

        assert (again["id"], again["status"], again["reopen_count"]) == (done["id"], "in_progress", 1)
        assert (again["solved_at"], again["closed_at"]) == (None, None)
    told = crm.events("service_desk.ticket.reopened.v1")[0]
    assert told["data"]["reason"] == "It leaks again"
    write_golden(told)


def test_too_late_a_new_ticket_comes_of_it_once(crm: ServiceUnderTest, given: Any) -> None:
    agent = crm.person("service_desk.*:team", "customers.*:all")
    crm.do(ChangeSettings, crm.administrator(), version=0, reopen_days=0)
    account, team = given.account(), given.team("/1/")
    closed = given.closed(agent, account_id=account, group_id=team)

    new = given.step(ReopenTicket, agent, closed, reason="It leaks again")

    assert (new["status"], new["previous_id"], new["account_id"]) == ("new", closed["id"], str(account))
    assert (new["owner_id"], new["subject"], new["reopen_count"]) == (str(team), closed["subject"], 0)
    assert crm.ask(GetTicket, agent, ticket_id=closed["id"])["status"] == "closed"
    with crm.refused(409, "already_continued") as problem:
        given.step(ReopenTicket, agent, closed, reason="Again")
    assert problem["ticket_id"] == new["id"]


def test_what_is_worked_on_is_not_reopened(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(ReopenTicket, agent, given.started(agent), reason="Why")
