"""Planning budgets."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.marketing.commands.budgets import PlanBudget
from crm_contracts.marketing.queries.budgets import GetBudget
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_childs_budget_comes_out_of_its_parents(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    given.budget(marketer, plan, "1000.00")
    programme = given.plan(marketer, level="programme", parent_id=plan["id"])

    mine = given.budget(marketer, programme, "600.00")

    theirs = crm.ask(GetBudget, marketer, holder_id=plan["id"])
    assert mine["total"]["available"] == given.yuan("600.00")
    assert (theirs["total"]["allotted"], theirs["total"]["available"]) == (given.yuan("600.00"), given.yuan("400.00"))
    assert theirs["below"]["planned"] == given.yuan("600.00")


def test_no_child_gets_more_than_its_parent_has(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    given.budget(marketer, plan, "1000.00")
    one, other = (given.plan(marketer, level="programme", parent_id=plan["id"], name=name) for name in ("A", "B"))
    given.budget(marketer, one, "600.00")

    with crm.refused(409, "budget_exceeded") as problem:
        given.budget(marketer, other, "400.01")
    with crm.refused(409, "budget_exceeded"):
        given.budget(marketer, other, "1.00", cost_type="labour")

    assert problem["available"] == given.yuan("400.00")
    assert crm.ask(GetBudget, marketer, holder_id=other["id"])["rows"] == []
    assert given.budget(marketer, other, "400.00")["total"]["planned"] == given.yuan("400.00")


def test_what_is_in_use_is_not_planned_away(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    given.budget(marketer, plan, "1000.00")
    given.cost(marketer, plan, "700.00", step="reserved")

    with crm.refused(409, "budget_exceeded"):
        given.budget(marketer, plan, "699.99")
    assert given.budget(marketer, plan, "700.00")["total"]["available"] == given.yuan("0.00")


def test_planning_again_replaces_what_was_planned(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    given.budget(marketer, plan, "1000.00")

    again = given.budget(marketer, plan, "300.00", cost_type="event")

    assert [(row["cost_type"], row["planned"]["amount"]) for row in again["rows"]] == [("event", "300.00"), ("media", "0.00")]
    assert again["total"]["planned"] == given.yuan("300.00")


@pytest.mark.parametrize(
    ("lines", "code", "pointer"),
    [
        ([{"cost_type": "media", "amount": {"amount": "-1.00", "currency": "CNY"}}], "not_positive", "/lines/0/amount/amount"),
        ([{"cost_type": "media", "amount": {"amount": "1.00", "currency": "EUR"}}], "wrong_currency", "/lines/0/amount/currency"),
        ([{"cost_type": "media", "amount": {"amount": "1.00", "currency": "CNY"}}] * 2, "twice", "/lines/1/cost_type"),
        ([{"cost_type": "bribes", "amount": {"amount": "1.00", "currency": "CNY"}}], "invalid", "/lines/0/cost_type"),
    ],
)
def test_the_line_that_is_wrong_is_named(
    crm: ServiceUnderTest, given: Any, marketer: Caller, lines: list[Any], code: str, pointer: str
) -> None:
    plan = given.plan(marketer)

    with crm.refused(422, code, pointer=pointer):
        crm.do(PlanBudget, marketer, holder_id=plan["id"], lines=lines)


def test_an_approved_budget_stays(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.approved_plan(marketer, budget="10.00")

    with crm.refused(409, "not_draft"):
        given.budget(marketer, plan, "20.00")
    with crm.refused(404):
        crm.do(PlanBudget, marketer, holder_id=uuid4(), lines=[])
