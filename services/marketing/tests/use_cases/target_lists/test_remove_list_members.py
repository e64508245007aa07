"""Taking contacts out of static lists."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.commands.target_lists import CreateTargetList, RemoveListMembers
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_who_was_not_in_it_is_no_matter(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada, bob = given.contact("Ada"), given.contact("Bob")
    target = crm.do(CreateTargetList, marketer, name="Few", kind="static", contact_ids=[ada, bob])

    left = crm.do(RemoveListMembers, marketer, list_id=target["id"], version=target["version"], contact_ids=[ada, uuid4()])

    assert (left["changed"], left["count"]) == (1, 1)
    dynamic = given.everybody(marketer)
    with crm.refused(409, "dynamic_list"):
        crm.do(RemoveListMembers, marketer, list_id=dynamic["id"], version=dynamic["version"], contact_ids=[ada])
