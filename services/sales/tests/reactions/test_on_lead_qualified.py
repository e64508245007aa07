"""Enquiries that marketing passes on."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from crm_contracts.sales.commands.lead_rules import CreateLeadRule
from crm_contracts.sales.commands.settings import ChangeSettings
from crm_contracts.sales.queries.leads import GetLead, ListLeads
from crm_kit.testing.service import ServiceUnderTest, write_golden

TYPE = "marketing.lead.qualified.v1"
ADA = {
    "company": "Engines", "full_name": "Ada Lovelace", "email": "ada@engines.example", "phone": "+86 138 0013 8000",
    "message": "Hello", "product_line": "Water pumps",
}  # fmt: skip


def tell(crm: ServiceUnderTest, **changes: Any) -> UUID:
    submission_id = uuid4()
    crm.hear_golden(TYPE, id=uuid4(), submission_id=submission_id, **{"enquirer": ADA, **changes})
    return submission_id


def leads(crm: ServiceUnderTest) -> list[dict[str, Any]]:
    boss = crm.administrator()
    return [crm.ask(GetLead, boss, lead_id=row["id"]) for row in crm.ask(ListLeads, boss, sort="created_at")["data"]]


def test_it_is_a_lead_once_for_each_submission(crm: ServiceUnderTest) -> None:
    campaign = uuid4()
    told = crm.hear_golden(TYPE, id=uuid4(), enquirer=ADA, campaign_id=campaign, score=70)
    crm.hear(told)
    crm.hear({**told, "id": str(uuid4())})

    (lead,) = leads(crm)
    assert (lead["company_or_person"], lead["kind"], lead["contact_name"]) == ("Engines", "company", "Ada Lovelace")
    assert (lead["phone"], lead["score"], lead["campaign_id"]) == ("+8613800138000", 70, str(campaign))
    assert [each["name"] for each in lead["interest_products"]] == ["Water pumps"]
    assert lead["submission_id"] == told["data"]["submission_id"]


def test_without_a_rule_it_is_unassigned_and_that_is_told(crm: ServiceUnderTest) -> None:
    tell(crm)

    (lead,) = leads(crm)
    assert (lead["status"], lead["response_due"]) == ("new", None)
    told = crm.events("sales.lead.unassigned.v1")[0]
    assert told["data"]["id"] == lead["id"]
    write_golden(told)


def test_the_first_rule_that_fits_counts(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()
    pumps, others = given.team("/1/5/"), given.team("/1/6/")
    crm.do(CreateLeadRule, boss, name="Others", position=9, team_id=others)
    rule = crm.do(CreateLeadRule, boss, name="Pumps", position=1, team_id=pumps, products=["PUMP"], min_score=50)

    tell(crm, score=60)
    tell(crm, score=10)

    first, second = leads(crm)
    assert (first["queue_id"], first["status"]) == (str(pumps), "assigned")
    assert second["queue_id"] == str(others)
    assigned = crm.events("sales.lead.assigned.v1")
    assert assigned[0]["data"]["rule_id"] == rule["id"]


def test_each_of_a_team_gets_one_in_turn_but_those_who_left(crm: ServiceUnderTest, given: Any, members: Any) -> None:
    team, people = members(3)
    crm.do(CreateLeadRule, crm.administrator(), name="All", position=1, team_id=team, strategy="round_robin")

    for _ in range(4):
        tell(crm)
    members.leaves(people[0])
    for _ in range(2):
        tell(crm)

    owners = [lead["owner_id"] for lead in leads(crm)]
    first, second, third = map(str, people)
    assert owners == [first, second, third, first, second, third]


def test_whoever_has_least_to_do_gets_it(crm: ServiceUnderTest, given: Any, members: Any) -> None:
    team, people = members(2)
    busy = crm.person("sales.lead.*:all")
    given.lead(busy, owner_id=people[0])
    crm.do(CreateLeadRule, crm.administrator(), name="All", position=1, team_id=team, strategy="least_open")

    tell(crm)

    assert [lead["owner_id"] for lead in leads(crm)] == [str(people[0]), str(people[1])]


def test_where_nobody_is_left_it_waits_in_the_queue(crm: ServiceUnderTest, given: Any) -> None:
    team = given.team()
    crm.do(CreateLeadRule, crm.administrator(), name="All", position=1, team_id=team, strategy="least_open")

    tell(crm)

    assert [lead["queue_id"] for lead in leads(crm)] == [str(team)]


def test_the_answer_is_due_in_working_time(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()
    every_day = {"zone": "UTC", "opens": "00:00", "closes": "00:01", "days": [0, 1, 2, 3, 4, 5, 6]}
    crm.do(ChangeSettings, boss, version=0, response_minutes=3, business_hours=every_day)
    crm.do(CreateLeadRule, boss, name="All", position=1, team_id=given.team())

    tell(crm)

    (lead,) = leads(crm)
    due = dt.datetime.fromisoformat(lead["response_due"])
    assert (due.hour, due.minute) == (0, 1)
    assert dt.timedelta(days=2) < due - dt.datetime.now(dt.UTC) <= dt.timedelta(days=3)


def test_whoever_can_be_reached_somehow_is_not_lost(crm: ServiceUnderTest) -> None:
    tell(crm, enquirer={**ADA, "company": "", "email": None, "phone": "call 12345"})

    (lead,) = leads(crm)
    assert (lead["company_or_person"], lead["kind"], lead["phone"]) == ("Ada Lovelace", "person", "call 12345")
