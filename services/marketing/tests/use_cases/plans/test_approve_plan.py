"""Approving plans."""

from typing import Any

from crm_contracts.marketing.commands.plans import ApprovePlan, SubmitPlan
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_somebody_else_than_the_author_approves(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    given.budget(marketer, plan, "5000.00")
    asked = crm.do(SubmitPlan, marketer, plan_id=plan["id"], version=plan["version"])

    with crm.refused(403, "own_record"):
        crm.do(ApprovePlan, marketer, plan_id=plan["id"], version=asked["version"])
    approved = crm.do(ApprovePlan, crm.administrator(), plan_id=plan["id"], version=asked["version"], comment="Good")

    assert (approved["status"], approved["decision_comment"]) == ("approved", "Good")
    event = crm.events("marketing.plan.approved.v1")[0]
    assert event["data"]["budget"] == given.yuan("5000.00")
    write_golden(event)


def test_a_draft_is_not_approved(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)

    with crm.refused(409, "illegal_transition") as problem:
        crm.do(ApprovePlan, crm.administrator(), plan_id=plan["id"], version=plan["version"])
    assert problem["allowed"] == ["submit"]
