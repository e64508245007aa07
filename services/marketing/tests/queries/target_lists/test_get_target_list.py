"""One target list."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.target_lists import GetTargetList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_list_is_there_for_those_who_may_see_it(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    target = given.everybody(marketer)

    assert crm.ask(GetTargetList, marketer, list_id=target["id"]) == target
    for who, list_id in ((marketer, uuid4()), (crm.person("marketing.*:own"), target["id"])):
        with crm.refused(404):
            crm.ask(GetTargetList, who, list_id=list_id)
