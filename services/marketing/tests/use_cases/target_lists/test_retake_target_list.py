"""Taking static lists again."""

from typing import Any

from crm_contracts.marketing.commands.target_lists import AddListMembers, CreateTargetList, RetakeTargetList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_has_who_meets_the_conditions_by_now(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada", title="Engineer")
    where = {"field": "title", "value": "Engineer"}
    target = crm.do(CreateTargetList, marketer, name="Engineers", kind="static", where=where)
    by_hand = {"contact_ids": [given.contact("Zoe", title="Clerk")]}
    grown = crm.do(AddListMembers, marketer, list_id=target["id"], version=target["version"], **by_hand)
    for name in ("Bob", "Cid"):
        given.contact(name, title="Engineer")

    retaken = crm.do(RetakeTargetList, marketer, list_id=target["id"], version=grown["version"])

    assert (grown["count"], retaken["count"], retaken["changed"]) == (2, 3, 1)


def test_only_static_lists_with_conditions_are_taken_again(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    dynamic = given.everybody(marketer)
    by_hand = crm.do(CreateTargetList, marketer, name="Few", kind="static", contact_ids=[given.contact()])

    for target, code in ((dynamic, "dynamic_list"), (by_hand, "no_conditions")):
        with crm.refused(409, code):
            crm.do(RetakeTargetList, marketer, list_id=target["id"], version=target["version"])
