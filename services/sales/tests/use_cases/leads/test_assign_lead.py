"""Giving leads away."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.leads import AssignLead, RecycleLead
from crm_contracts.sales.queries.leads import GetLead, ListLeads
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_the_response_clock_starts_with_the_new_owner(crm: ServiceUnderTest, given: Any) -> None:
    clerk, rep = crm.person("sales.lead.*:all"), crm.person("sales.lead.*:own", team="/1/2/")
    lead = given.lead(clerk)

    given_away = crm.do(AssignLead, clerk, lead_id=lead["id"], version=lead["version"], owner_id=rep.user_id)

    assert (given_away["status"], given_away["owner_id"]) == ("assigned", str(rep.user_id))
    due = dt.datetime.fromisoformat(given_away["response_due"])
    assert dt.timedelta(hours=23, minutes=59) < due - dt.datetime.now(dt.UTC) <= dt.timedelta(hours=24)
    assert crm.ask(GetLead, rep, lead_id=lead["id"])["id"] == lead["id"]
    event = crm.events("sales.lead.assigned.v1")[0]
    assert (event["ownerid"], event["teampath"]) == (str(rep.user_id), "/1/2/")
    write_golden(event)


def test_a_queue_is_its_teams(crm: ServiceUnderTest, given: Any) -> None:
    clerk, member = crm.person("sales.lead.*:all"), crm.person("sales.lead.*:team", team="/1/9/")
    stranger = crm.person("sales.lead.*:team", team="/1/8/")
    team_id = given.team("/1/9/")
    lead = given.lead(clerk)

    queued = crm.do(AssignLead, clerk, lead_id=lead["id"], version=lead["version"], queue_id=team_id)

    assert (queued["queue_id"], queued["owner_id"]) == (str(team_id), str(team_id))
    assert [row["id"] for row in crm.ask(ListLeads, member)["data"]] == [lead["id"]]
    assert crm.ask(ListLeads, stranger)["data"] == []


def test_a_recycled_lead_can_be_given_away_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)
    recycled = crm.do(RecycleLead, rep, lead_id=lead["id"], version=lead["version"], reason="Not yet")
    due = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)

    again = crm.do(
        AssignLead, rep, lead_id=lead["id"], version=recycled["version"], owner_id=rep.user_id, response_due=due
    )  # fmt: skip

    assert again["status"] == "assigned"
    assert dt.datetime.fromisoformat(again["response_due"]) == due


@pytest.mark.parametrize(
    ("to", "code", "pointer"),
    [
        ({}, "required", "/owner_id"),
        ({"owner_id": str(uuid4())}, "unknown_user", "/owner_id"),
        ({"queue_id": str(uuid4())}, "unknown_team", "/queue_id"),
        ({"owner_id": str(uuid4()), "queue_id": str(uuid4())}, "required", "/owner_id"),
    ],
)
def test_it_goes_to_somebody_who_is_there(
    crm: ServiceUnderTest, given: Any, rep: Caller, to: dict[str, str], code: str, pointer: str
) -> None:
    lead = given.lead(rep)

    with crm.refused(422, code, pointer=pointer):
        crm.do(AssignLead, rep, lead_id=lead["id"], version=lead["version"], **to)


def test_nobody_who_left_gets_leads(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead, gone = given.lead(rep), uuid4()
    crm.introduce(gone, is_active=False)

    with crm.refused(422, "inactive_user"):
        crm.do(AssignLead, rep, lead_id=lead["id"], version=lead["version"], owner_id=gone)
    with crm.refused(422, "in_the_past", pointer="/response_due"):
        past = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
        crm.do(AssignLead, rep, lead_id=lead["id"], version=lead["version"], owner_id=rep.user_id, response_due=past)


def test_it_is_given_away_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)

    with crm.refused(412, "stale") as problem:
        crm.do(AssignLead, rep, lead_id=lead["id"], version=1, owner_id=rep.user_id)
    assert "status" in problem["changed"]
    with crm.refused(409, "illegal_transition") as problem:
        crm.do(AssignLead, rep, lead_id=lead["id"], version=lead["version"], owner_id=rep.user_id)
    assert sorted(problem["allowed"]) == ["accept", "first_contact", "nurture", "recycle", "reject"]
