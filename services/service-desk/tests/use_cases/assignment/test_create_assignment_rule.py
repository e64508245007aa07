"""Who gets new tickets."""

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.service_desk.commands.assignment import CreateAbsence
from crm_contracts.service_desk.commands.problem_types import CreateProblemType
from crm_contracts.service_desk.queries.assignment import ListAssignmentRules
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def holders(given: Any, agent: Caller, count: int, **fields: Any) -> list[str]:
    return [given.ticket(agent, **fields)["owner_id"] for _ in range(count)]


def test_tickets_go_round(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    rule = crew.rule()

    got = holders(given, agent, 4)

    first, second, third = map(str, crew.people)
    assert got == [first, second, third, first]
    *_, told = crm.events("service_desk.ticket.assigned.v1")
    assert (told["data"]["rule_id"], told["data"]["user_id"], told["data"]["group_id"]) == (rule["id"], first, str(crew.team))
    assert len(crm.events("service_desk.ticket.assigned.v1")) == 4


def test_who_has_the_fewest_open_tickets_is_next(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    for number, user in enumerate(crew.people):
        for _ in range(2 - number):
            given.ticket(agent, owner_id=user)
    crew.rule(method="least_load")

    assert holders(given, agent, 3) == [str(crew.people[2]), str(crew.people[1]), str(crew.people[2])]


def test_whoever_is_away_inactive_full_or_not_at_work_is_passed_over(
    crm: ServiceUnderTest, given: Any, crew: Any, promised: Any, agent: Caller
) -> None:
    today = dt.datetime.now(dt.UTC).date()
    away, full, asleep = crew.people
    crew.join(is_active=False)
    at_work = crew.join()
    crm.do(CreateAbsence, crew.admin, user_id=away, starts_on=today, ends_on=today)
    crew.profile(full, most_tickets=0)
    off = [{"day": today + dt.timedelta(days=day), "hours": []} for day in (-1, 0, 1)]
    crew.profile(asleep, calendar_id=promised.calendar(own_days=off)["id"])
    crew.rule()

    assert holders(given, agent, 2) == [str(at_work)] * 2


def test_a_skill_and_a_language_are_asked_for(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    german, chinese, _ = crew.people
    crew.profile(german, skills=["hydraulics"], languages=["de"])
    crew.profile(chinese, skills=["hydraulics", "plc"], languages=["zh"])
    crew.rule(skills=["hydraulics"])

    assert holders(given, agent, 2, language="zh") == [str(chinese)] * 2
    assert holders(given, agent, 2, language="de") == [str(german)] * 2


def test_where_nobody_can_the_ticket_waits_in_the_queue_and_that_is_told(
    crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller
) -> None:
    rule = crew.rule(skills=["welding"])

    ticket = given.ticket(agent)

    assert ticket["owner_id"] == ticket["group_id"] == str(crew.team)
    [told] = crm.events("service_desk.ticket.unassigned.v1")
    assert told["data"]["rule_id"] == rule["id"]
    write_golden(told)


def test_the_first_rule_that_fits_decides(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    hardware = crm.do(CreateProblemType, crew.admin, code="hardware", name="Hardware")["id"]
    printer = crm.do(CreateProblemType, crew.admin, code="printer", name="Printer", parent_id=hardware)["id"]
    experts = [crm.person().user_id for _ in range(6)]
    product = given.product(category="Pumps")
    by = [
        {"natures": ["repair"]}, {"urgencies": ["critical"]}, {"categories": ["Pumps"]}, {"regions": ["Saxony"], "levels": ["A"]},
        {"problem_type_id": hardware}, {"languages": ["fr"]},
    ]  # fmt: skip
    for position, (conditions, expert) in enumerate(zip(by, experts, strict=True)):
        crew.rule(position=position, owner_id=expert, group_id=None, method="queue", **conditions)
    account = given.account(region="Saxony", level="A")

    about = [
        {"nature": "repair", "urgency": "critical"}, {"urgency": "critical"}, {"product_id": product}, {"account_id": account},
        {"problem_type_id": printer}, {"language": "fr"},
    ]  # fmt: skip
    got = [given.ticket(agent, **each)["owner_id"] for each in about]

    assert got == [str(each) for each in experts]
    assert given.ticket(agent)["owner_id"] == str(agent.user_id)


def test_an_owner_who_is_named_has_it_whatever_the_rules_say(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    crew.rule()

    assert given.ticket(agent, owner_id=agent.user_id)["rule_id"] is None


def test_what_is_wrong_is_refused_with_its_place(crm: ServiceUnderTest, crew: Any) -> None:
    for wrong, pointer in (
        ({"group_id": None}, "/group_id"),
        ({"owner_id": crew.people[0]}, "/group_id"),
        ({"group_id": None, "owner_id": crew.people[0]}, "/method"),
        ({"group_id": uuid4()}, "/group_id"),
        ({"problem_type_id": uuid4()}, "/problem_type_id"),
        ({"product_ids": [uuid4()]}, "/product_ids/0"),
        ({"method": "dice"}, "/method"),
        ({"natures": ["joke"]}, "/natures/0"),
    ):
        with crm.refused(422, pointer=pointer):
            crew.rule(**wrong)
    assert crm.ask(ListAssignmentRules, crew.admin)["data"] == []


@pytest.mark.slow
def test_tickets_that_come_at_once_go_round_evenly(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    crew.rule()
    given.ticket(agent, owner_id=agent.user_id)

    with ThreadPoolExecutor(6) as pool:
        got = Counter(pool.map(lambda _: given.ticket(agent)["owner_id"], range(30)))

    assert got == {str(each): 10 for each in crew.people}
