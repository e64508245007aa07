"""Ending plans."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import StopCampaign
from crm_contracts.marketing.commands.plans import ClosePlan
from crm_contracts.marketing.queries.plans import GetPlan
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_runs_under_a_plan_keeps_it_open(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.approved_plan(marketer)
    given.contact()
    campaign = given.running(marketer, plan_id=plan["id"])

    with crm.refused(409, "children_open") as problem:
        crm.do(ClosePlan, marketer, plan_id=plan["id"], version=plan["version"])
    given.step(StopCampaign, marketer, campaign, reason="Enough")
    closed = crm.do(ClosePlan, marketer, plan_id=plan["id"], version=plan["version"])

    assert problem["names"] == ["Spring letter"]
    assert closed["status"] == crm.ask(GetPlan, marketer, plan_id=plan["id"])["status"] == "closed"


def test_nothing_is_added_to_a_closed_plan(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.approved_plan(marketer)
    crm.do(ClosePlan, marketer, plan_id=plan["id"], version=plan["version"])

    with crm.refused(409, "plan_closed"):
        given.campaign(marketer, plan_id=plan["id"])
    with crm.refused(409, "plan_closed"):
        given.plan(marketer, level="programme", parent_id=plan["id"])
    with crm.refused(409, "plan_closed"):
        given.cost(marketer, plan, "1.00")
