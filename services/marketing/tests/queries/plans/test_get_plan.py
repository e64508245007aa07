"""One plan."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.plans import GetPlan
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_plan_is_there_for_those_who_may_see_it(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)

    assert crm.ask(GetPlan, marketer, plan_id=plan["id"]) == plan
    for who, plan_id in ((marketer, uuid4()), (crm.person("marketing.*:own"), plan["id"])):
        with crm.refused(404):
            crm.ask(GetPlan, who, plan_id=plan_id)
