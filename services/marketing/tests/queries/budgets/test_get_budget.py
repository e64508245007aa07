"""Budgets as they stand."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.budgets import GetBudget
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_every_level_has_its_own_figures_and_those_below(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    given.budget(marketer, plan, "1000.00")
    programme = given.plan(marketer, level="programme", parent_id=plan["id"])
    given.budget(marketer, programme, "800.00")
    campaign = given.campaign(marketer, plan_id=programme["id"])
    given.budget(marketer, campaign, "500.00")
    given.cost(marketer, campaign, "125.00")
    given.cost(marketer, plan, "50.00", step="committed")

    top, middle, low = (crm.ask(GetBudget, marketer, holder_id=each["id"]) for each in (plan, programme, campaign))

    assert (top["total"]["available"]["amount"], top["total"]["committed"]["amount"], top["used_pct"]) == ("150.00", "50.00", 25)
    assert (middle["total"]["available"]["amount"], middle["used_pct"]) == ("300.00", 0)
    assert (low["total"]["available"]["amount"], low["used_pct"]) == ("375.00", 25)
    assert (top["below"]["actual"]["amount"], middle["below"]["actual"]["amount"]) == ("125.00", "125.00")


def test_without_a_budget_nothing_is_used(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)

    found = crm.ask(GetBudget, marketer, holder_id=campaign["id"])

    assert (found["rows"], found["used_pct"], found["total"]["available"]) == ([], None, given.yuan("0.00"))
    for who, holder_id in ((marketer, uuid4()), (crm.person("marketing.*:own"), campaign["id"])):
        with crm.refused(404):
            crm.ask(GetBudget, who, holder_id=holder_id)
