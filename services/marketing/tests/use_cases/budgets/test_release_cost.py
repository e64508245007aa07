"""Giving back what was kept for a cost."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.commands.budgets import ReleaseCost
from crm_contracts.marketing.queries.budgets import GetBudget
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_was_kept_is_available_again_and_what_was_paid_is_not(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.budget(marketer, campaign, "100.00")
    cost = given.cost(marketer, campaign, "50.00", step="reserved")
    given.cost(marketer, campaign, "20.00", cost_id=cost["id"], is_final=False)

    released = crm.do(ReleaseCost, marketer, cost_id=cost["id"], reason="Cheaper than thought")

    assert (released["reserved"], released["actual"]) == (given.yuan("0.00"), given.yuan("20.00"))
    assert crm.ask(GetBudget, marketer, holder_id=campaign["id"])["total"]["available"] == given.yuan("80.00")
    with crm.refused(409, "nothing_left"):
        crm.do(ReleaseCost, marketer, cost_id=cost["id"], reason="Again")


def test_others_costs_are_not_there(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.budget(marketer, campaign, "100.00")
    cost = given.cost(marketer, campaign, "50.00", step="reserved")

    for who, cost_id in ((crm.person("marketing.*:own"), cost["id"]), (marketer, uuid4())):
        with crm.refused(404):
            crm.do(ReleaseCost, who, cost_id=cost_id, reason="Mine")
