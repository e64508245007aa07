"""Reopening plans."""

from typing import Any

from crm_contracts.marketing.commands.plans import ReopenPlan
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_reopened_plan_needs_approval_again(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.approved_plan(marketer, budget="100.00")

    draft = crm.do(ReopenPlan, marketer, plan_id=plan["id"], version=plan["version"])

    assert draft["status"] == "draft"
    assert given.budget(marketer, draft, "200.00")["total"]["planned"] == given.yuan("200.00")
    with crm.refused(409, "illegal_transition"):
        crm.do(ReopenPlan, marketer, plan_id=plan["id"], version=draft["version"])
