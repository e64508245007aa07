"""Asking for approval of plans."""

from typing import Any

from crm_contracts.marketing.commands.plans import SubmitPlan
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_submitted_plan_waits(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)

    asked = crm.do(SubmitPlan, marketer, plan_id=plan["id"], version=plan["version"])

    assert (asked["status"], asked["submitted_by"]) == ("pending_approval", str(marketer.user_id))
    with crm.refused(409, "illegal_transition"):
        crm.do(SubmitPlan, marketer, plan_id=plan["id"], version=asked["version"])
