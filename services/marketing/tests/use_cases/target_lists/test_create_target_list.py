"""Making target lists."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.marketing.commands.target_lists import CreateTargetList
from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def names(crm: ServiceUnderTest, who: Caller, target: dict[str, Any]) -> list[str]:
    return [row["name"] for row in crm.ask(ListTargetContacts, who, list_id=target["id"])["data"]]


def test_a_dynamic_list_is_whoever_meets_its_conditions_now(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada", title="Engineer")
    target = crm.do(CreateTargetList, marketer, name="Engineers", where={"field": "title", "value": "Engineer"})

    before = names(crm, marketer, target)
    given.contact("Bob", title="Engineer")
    given.contact("Cid", title="Clerk")

    assert (before, names(crm, marketer, target)) == (["Ada"], ["Ada", "Bob"])


def test_a_static_list_stays_as_it_was_taken(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada", title="Engineer")

    where = {"field": "title", "value": "Engineer"}
    target = crm.do(CreateTargetList, marketer, name="Engineers", kind="static", where=where)
    given.contact("Bob", title="Engineer")

    assert target["taken_at"] is not None
    assert names(crm, marketer, target) == ["Ada"]


def test_a_static_list_can_name_its_contacts(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada, _ = given.contact("Ada"), given.contact("Bob")

    target = crm.do(CreateTargetList, marketer, name="Friends", kind="static", contact_ids=[ada, ada])

    assert names(crm, marketer, target) == ["Ada"]


def test_whom_one_may_not_see_does_not_come_into_ones_list(crm: ServiceUnderTest, given: Any) -> None:
    rep = crm.person("marketing.list.*:own")
    mine, other = given.contact("Mine", owner_id=rep.user_id), given.contact("Other")
    everybody = {"field": "has_email", "value": True}

    target = crm.do(CreateTargetList, rep, name="All", kind="static", where=everybody)

    assert names(crm, rep, target) == ["Mine"]
    with crm.refused(422, "unknown_contact", pointer="/contact_ids/1"):
        crm.do(CreateTargetList, rep, name="All", kind="static", contact_ids=[mine, other])


@pytest.mark.parametrize(
    ("fields", "code", "pointer"),
    [
        ({}, "required", "/where"),
        ({"where": {"field": "shoe_size", "value": 9}}, "unknown_field", "/where/field"),
        ({"where": {"and": [{"field": "name", "value": "A"}, {"field": "order_count", "op": "contains", "value": 1}]}},
         "unknown_operator", "/where/and/1/op"),
        ({"where": {"field": "last_order_on", "op": "gte", "value": "soon"}}, "wrong_type", "/where/value"),
        ({"where": {"not": {"or": []}}}, "malformed", "/where/not/or"),
        ({"where": {"field": "name", "value": "A"}, "contact_ids": [str(uuid4())]}, "not_by_hand", "/contact_ids"),
        ({"kind": "static", "contact_ids": [str(uuid4())]}, "unknown_contact", "/contact_ids/0"),
    ],
)  # fmt: skip
def test_the_condition_that_is_wrong_is_named(
    crm: ServiceUnderTest, marketer: Caller, fields: dict[str, Any], code: str, pointer: str
) -> None:
    with crm.refused(422, code, pointer=pointer):
        crm.do(CreateTargetList, marketer, name="Wrong", **fields)
