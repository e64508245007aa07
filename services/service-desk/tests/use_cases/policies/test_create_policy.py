"""Promising how soon tickets are dealt with."""

import datetime as dt
from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.policies import CreatePolicy
from crm_contracts.service_desk.commands.tickets import ChangeTicket, TransferTicket
from crm_contracts.service_desk.queries.policies import ListEscalationRules, ListPolicies
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def left(ticket: dict[str, Any]) -> int:
    """The minutes until the next clock of a new ticket runs out."""
    return round(
        (dt.datetime.fromisoformat(ticket["next_due"]) - dt.datetime.fromisoformat(ticket["created_at"])).total_seconds() / 60
    )


def test_a_ticket_is_measured_by_the_default_policy(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    policy = promised.policy()

    ticket = given.ticket(agent)

    assert (ticket["policy_id"], ticket["next_clock"], left(ticket)) == (policy["id"], "first_response", 60)


def test_another_urgency_has_another_target(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    promised.policy(
        {"clock": "first_response", "minutes": 60}, {"clock": "first_response", "minutes": "0.5", "urgency": "critical"}
    )
    ticket = given.ticket(agent)

    changed = given.step(ChangeTicket, agent, ticket, urgency="critical")

    due = dt.datetime.fromisoformat(changed["next_due"]) - dt.datetime.fromisoformat(ticket["created_at"])
    assert due == dt.timedelta(seconds=30)


def test_a_group_has_a_policy_of_its_own(crm: ServiceUnderTest, given: Any, promised: Any) -> None:
    promised.policy()
    team, boss = given.team(), crm.administrator()
    own = promised.policy({"clock": "accepted", "minutes": 5}, team_ids=[team], is_default=False)
    ticket = given.ticket(boss)

    moved = given.step(TransferTicket, boss, ticket, group_id=team)

    assert (moved["policy_id"], moved["next_clock"], left(moved)) == (own["id"], "accepted", 5)


def test_a_tenant_begins_with_an_ordinary_calendar_policy_and_rule(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    given.ticket(agent)

    [policy] = crm.ask(ListPolicies, agent)["data"]
    [rule] = crm.ask(ListEscalationRules, agent)["data"]

    assert (policy["name"], policy["is_default"], rule["level"]) == ("Standard", True, 1)


def test_there_is_one_default_policy(crm: ServiceUnderTest, promised: Any) -> None:
    first, second = promised.policy(), promised.policy()

    rows = crm.ask(ListPolicies, promised.admin, where={"field": "is_default", "value": True})["data"]

    assert [row["id"] for row in rows] == [second["id"]] != [first["id"]]


def test_a_clock_without_a_calendar_is_refused(crm: ServiceUnderTest, promised: Any) -> None:
    told = {"name": "None", "targets": [{"clock": "accepted", "minutes": 5}]}

    with crm.refused(422, "required", "/calendar_id"):
        crm.do(CreatePolicy, promised.admin, **told)
    with crm.refused(422, "unknown_calendar", "/calendar_id"):
        crm.do(CreatePolicy, promised.admin, **told, calendar_id=uuid4())


def test_targets_that_cannot_be_are_refused_with_their_place(crm: ServiceUnderTest, promised: Any) -> None:
    told = {"name": "None", "calendar_id": promised.calendar()["id"]}
    right = {"clock": "accepted", "minutes": 5}

    for wrong in (
        {"clock": "dispatched", "minutes": 5},
        {"clock": "accepted", "minutes": 0},
        {"clock": "accepted", "minutes": "0.01"},
    ):
        with crm.refused(422, pointer=f"/targets/1/{'clock' if wrong['minutes'] == 5 else 'minutes'}"):
            crm.do(CreatePolicy, promised.admin, **told, targets=[right, wrong])
    with crm.refused(422, "duplicate_target", "/targets/1"):
        crm.do(CreatePolicy, promised.admin, **told, targets=[right, {**right, "minutes": 6}])
    with crm.refused(422, "unknown_team", "/team_ids/0"):
        crm.do(CreatePolicy, promised.admin, **told, targets=[right], team_ids=[uuid4()])
    assert crm.ask(ListPolicies, promised.admin)["data"] == []
