"""How far lists overlap."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.commands.target_lists import CreateTargetList
from crm_contracts.marketing.queries.target_lists import CompareTargetLists
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_overlaps_of_static_and_dynamic_lists(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    people = [given.contact(name, title=title) for name, title in (("Ada", "E"), ("Bob", "E"), ("Cid", "C"), ("Dan", "C"))]
    engineers = given.everybody(marketer, where={"field": "title", "value": "E"})
    everybody = given.everybody(marketer)
    few = crm.do(CreateTargetList, marketer, name="Few", kind="static", contact_ids=people[1:3])
    ids = [each["id"] for each in (engineers, everybody, few)]

    found = crm.ask(CompareTargetLists, marketer, list_ids=ids)

    assert [(each["count"], each["only_here"]) for each in found["lists"]] == [(2, 0), (4, 1), (2, 0)]
    assert [each["count"] for each in found["overlaps"]] == [2, 1, 2]
    assert found["distinct"] == 4


def test_a_list_that_one_cannot_see_is_named(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    target = given.everybody(marketer)

    with crm.refused(422, "unknown_list", pointer="/list_ids/1"):
        crm.ask(CompareTargetLists, marketer, list_ids=[target["id"], uuid4()])
    with crm.refused(422, "invalid", pointer="/list_ids"):
        crm.ask(CompareTargetLists, marketer, list_ids=[target["id"]])
