"""Enquiries that nobody answers."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest

from crm_contracts.sales.commands.leads import AcceptLead, AssignLead, ChangeLead, RecordFirstContact
from crm_contracts.sales.queries.leads import GetLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden

TYPE = "sales.lead.response_breached.v1"
NAME = "remind_of_lead"
ACTIVITY = "00000000-0000-0000-0000-000000000007"


@pytest.fixture
def boss(crm: ServiceUnderTest) -> Caller:
    return crm.administrator()


def overdue(crm: ServiceUnderTest, given: Any, boss: Caller, **holder: Any) -> dict[str, Any]:
    """A lead that somebody should have answered a moment ago."""
    lead = given.lead(boss)
    due = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=0.5)
    assigned: dict[str, Any] = crm.do(AssignLead, boss, lead_id=lead["id"], version=lead["version"], response_due=due, **holder)
    time.sleep(0.6)
    return assigned


def steps(crm: ServiceUnderTest) -> list[tuple[str, list[str]]]:
    return [(event["data"]["step"], event["data"]["notified"]) for event in crm.events(TYPE)]


def test_the_owner_then_the_manager_hear_of_it_then_somebody_else_gets_it(
    crm: ServiceUnderTest, given: Any, boss: Caller, members: Any
) -> None:
    _, (ada, bob) = members(2)
    manager = members.manager(ada)
    lead = overdue(crm, given, boss, owner_id=ada)

    for _ in range(3):
        assert crm.ring(NAME) == 1

    assert steps(crm) == [("owner", [str(ada)]), ("manager", [str(manager)]), ("reassigned", [str(ada), str(bob)])]
    now = crm.ask(GetLead, boss, lead_id=lead["id"])
    assert (now["owner_id"], now["status"]) == (str(bob), "assigned")
    assert dt.datetime.fromisoformat(now["response_due"]) > dt.datetime.now(dt.UTC)
    write_golden(crm.events(TYPE)[0])


def test_all_of_a_queue_hear_of_it_and_one_of_them_gets_it(crm: ServiceUnderTest, given: Any, boss: Caller, members: Any) -> None:
    team, people = members(2)
    overdue(crm, given, boss, queue_id=team)

    for _ in range(3):
        crm.ring(NAME)

    (first, told), _, (last, passed) = steps(crm)
    assert (first, sorted(told), last) == ("owner", sorted(map(str, people)), "reassigned")
    assert passed[1] in map(str, people)


def test_where_there_is_nobody_else_those_above_hear_of_it_again(
    crm: ServiceUnderTest, given: Any, boss: Caller, members: Any
) -> None:
    _, (ada,) = members(1)
    lead = overdue(crm, given, boss, owner_id=ada)

    for _ in range(4):
        crm.ring(NAME)

    assert [step for step, _ in steps(crm)] == ["owner", "manager", "manager", "manager"]
    assert crm.ask(GetLead, boss, lead_id=lead["id"])["owner_id"] == str(ada)


@pytest.mark.parametrize(("command", "more"), [(AcceptLead, {}), (RecordFirstContact, {"activity_id": ACTIVITY})])
def test_who_has_acted_is_left_in_peace(
    crm: ServiceUnderTest, given: Any, boss: Caller, members: Any, command: type, more: dict[str, Any]
) -> None:
    _, (ada,) = members(1)
    lead = overdue(crm, given, boss, owner_id=ada)
    crm.do(command, boss, lead_id=lead["id"], version=lead["version"], **more)

    crm.ring(NAME)

    assert steps(crm) == []


def test_a_later_date_is_waited_for(crm: ServiceUnderTest, given: Any, boss: Caller, members: Any) -> None:
    _, (ada,) = members(1)
    lead = overdue(crm, given, boss, owner_id=ada)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    crm.do(ChangeLead, boss, lead_id=lead["id"], version=lead["version"], response_due=later)

    crm.ring(NAME)

    assert steps(crm) == []
