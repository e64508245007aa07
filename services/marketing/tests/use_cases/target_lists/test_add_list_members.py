"""Putting contacts into static lists."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.commands.target_lists import AddListMembers, CreateTargetList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_each_contact_is_in_it_once(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada, bob = given.contact("Ada"), given.contact("Bob")
    target = crm.do(CreateTargetList, marketer, name="Few", kind="static", contact_ids=[ada])

    grown = crm.do(AddListMembers, marketer, list_id=target["id"], version=target["version"], contact_ids=[ada, bob])

    assert (grown["changed"], grown["count"], grown["version"]) == (1, 2, target["version"] + 1)


def test_nobody_is_put_in_where_one_is_unknown(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    target = crm.do(CreateTargetList, marketer, name="Few", kind="static", contact_ids=[given.contact()])
    about = {"list_id": target["id"], "version": target["version"]}

    with crm.refused(422, "unknown_contact", pointer="/contact_ids/1"):
        crm.do(AddListMembers, marketer, **about, contact_ids=[given.contact(), uuid4()])
    dynamic = given.everybody(marketer)
    with crm.refused(409, "dynamic_list"):
        crm.do(AddListMembers, marketer, list_id=dynamic["id"], version=dynamic["version"], contact_ids=[given.contact()])
    assert crm.do(AddListMembers, marketer, **about, contact_ids=[given.contact()])["count"] == 2
