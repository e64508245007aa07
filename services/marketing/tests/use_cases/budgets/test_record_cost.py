"""Entering costs."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from crm_contracts.marketing.commands.budgets import RecordCost
from crm_contracts.marketing.queries.budgets import GetBudget
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_each_step_takes_the_place_of_the_one_before(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.budget(marketer, campaign, "1000.00")

    reserved = given.cost(marketer, campaign, "500.00", step="reserved")
    given.cost(marketer, campaign, "450.00", step="committed", cost_id=reserved["id"])
    paid = given.cost(marketer, campaign, "460.00", cost_id=reserved["id"], note="Invoice 7")

    assert (paid["reserved"], paid["committed"], paid["actual"]) == (given.yuan("0.00"), given.yuan("0.00"), given.yuan("460.00"))
    total = crm.ask(GetBudget, marketer, holder_id=campaign["id"])["total"]
    assert (total["available"], total["actual"]) == (given.yuan("540.00"), given.yuan("460.00"))


def test_a_part_payment_leaves_the_rest_committed(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.budget(marketer, campaign, "1000.00")
    cost = given.cost(marketer, campaign, "500.00", step="committed")

    part = given.cost(marketer, campaign, "200.00", cost_id=cost["id"], is_final=False)

    assert (part["committed"], part["actual"]) == (given.yuan("300.00"), given.yuan("200.00"))


def test_nothing_is_spent_that_is_not_there(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.budget(marketer, campaign, "100.00")
    cost = given.cost(marketer, campaign, "90.00", step="committed")

    with crm.refused(409, "budget_exceeded") as problem:
        given.cost(marketer, campaign, "10.01")
    with crm.refused(409, "budget_exceeded"):
        given.cost(marketer, campaign, "100.01", cost_id=cost["id"])
    with crm.refused(409, "budget_exceeded"):
        given.cost(marketer, campaign, "1.00", cost_type="labour")

    assert problem["available"] == given.yuan("10.00")
    assert crm.ask(GetBudget, marketer, holder_id=campaign["id"])["total"]["committed"] == given.yuan("90.00")


def test_two_at_once_do_not_spend_the_same_money(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.budget(marketer, campaign, "100.00")
    wish = {"holder_id": campaign["id"], "step": "actual", "cost_type": "media", "amount": given.yuan("30.00")}

    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda _: crm.call(RecordCost, marketer, **wish), range(6)))

    codes = [reply["problem"]["code"] for reply in replies if "problem" in reply]
    assert codes == ["budget_exceeded"] * 3
    assert crm.ask(GetBudget, marketer, holder_id=campaign["id"])["total"]["actual"] == given.yuan("90.00")


def test_a_threshold_is_told_once(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.budget(marketer, campaign, "100.00")

    given.cost(marketer, campaign, "79.99")
    assert crm.events("marketing.budget.threshold_reached.v1") == []
    given.cost(marketer, campaign, "5.00")
    given.cost(marketer, campaign, "5.00")
    given.cost(marketer, campaign, "10.01")

    told = crm.events("marketing.budget.threshold_reached.v1")
    assert [(each["data"]["used_pct"], each["data"]["available"]["amount"]) for each in told] == [(84, "15.01"), (100, "0.00")]
    write_golden(told[0])


def test_a_cost_belongs_to_one_budget(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.campaign(marketer), given.campaign(marketer)
    for each in (one, other):
        given.budget(marketer, each, "100.00")
    cost = given.cost(marketer, one, "10.00", step="reserved")

    with crm.refused(422, "other_cost", pointer="/cost_id"):
        given.cost(marketer, other, "10.00", cost_id=cost["id"])
    with crm.refused(404):
        given.cost(marketer, one, "10.00", cost_id=uuid4())
    with crm.refused(422, "required", pointer="/cost_type"):
        crm.do(RecordCost, marketer, holder_id=one["id"], step="actual", amount=given.yuan("1.00"))
    given.cost(marketer, one, "10.00", cost_id=cost["id"])
    with crm.refused(409, "nothing_left"):
        given.cost(marketer, one, "10.00", cost_id=cost["id"])
