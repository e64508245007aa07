"""Sending plans back."""

from typing import Any

from crm_contracts.marketing.commands.plans import ReturnPlan, SubmitPlan
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_returned_plan_is_a_draft_again(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    asked = crm.do(SubmitPlan, marketer, plan_id=plan["id"], version=plan["version"])

    back = crm.do(ReturnPlan, crm.administrator(), plan_id=plan["id"], version=asked["version"], comment="Too dear")

    assert (back["status"], back["decision_comment"]) == ("draft", "Too dear")
    with crm.refused(409, "illegal_transition"):
        crm.do(ReturnPlan, crm.administrator(), plan_id=plan["id"], version=back["version"], comment="Again")
