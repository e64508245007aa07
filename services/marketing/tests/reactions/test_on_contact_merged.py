"""Contacts that became others."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.commands.target_lists import CreateTargetList
from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_list_has_the_survivor_once(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    survivor, one, other = (given.contact(name) for name in ("Survivor", "One", "Other"))
    both = crm.do(CreateTargetList, marketer, name="Both", kind="static", contact_ids=[survivor, one])
    merged = crm.do(CreateTargetList, marketer, name="Merged", kind="static", contact_ids=[one, other])

    for _ in range(2):
        crm.hear_golden("customers.contact.merged.v1", survivor_id=survivor, merged_ids=[one, other])

    for target in (both, merged):
        assert [row["name"] for row in crm.ask(ListTargetContacts, marketer, list_id=target["id"])["data"]] == ["Survivor"]
    assert [row["name"] for row in crm.ask(ListTargetContacts, marketer)["data"]] == ["Survivor"]


def test_a_contact_may_be_heard_of_after_its_merge(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    merged = uuid4()

    crm.hear_golden("customers.contact.merged.v1", survivor_id=given.contact("Survivor"), merged_ids=[merged])
    given.contact("Merged", id=merged)

    assert [row["name"] for row in crm.ask(ListTargetContacts, marketer)["data"]] == ["Survivor"]
