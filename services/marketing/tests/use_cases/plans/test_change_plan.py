"""Correcting plans."""

from typing import Any

from crm_contracts.marketing.commands.plans import ChangePlan
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_is_corrected(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)

    changed = crm.do(ChangePlan, marketer, plan_id=plan["id"], version=plan["version"], goal="More leads", target="20")

    assert (changed["goal"], changed["target"], changed["version"]) == ("More leads", "20", 2)


def test_what_belongs_to_it_stays_inside_its_period(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    given.campaign(marketer, plan_id=plan["id"], ends_on=given.in_days(20))

    with crm.refused(409, "children_outside"):
        crm.do(ChangePlan, marketer, plan_id=plan["id"], version=plan["version"], ends_on=given.in_days(19))
    assert crm.do(ChangePlan, marketer, plan_id=plan["id"], version=plan["version"], ends_on=given.in_days(20))


def test_an_approved_plan_stays_as_it_is(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.approved_plan(marketer)

    with crm.refused(409, "not_draft"):
        crm.do(ChangePlan, marketer, plan_id=plan["id"], version=plan["version"], name="Other")
    with crm.refused(412, "stale"):
        crm.do(ChangePlan, marketer, plan_id=plan["id"], version=1, name="Other")
